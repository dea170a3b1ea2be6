import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AUDIT_GENESIS, auditHash } from "../../core/access/audit-chain";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { testDatabase } from "../../tests/setup/test-database";
import { recordAudit } from "../audit";
import { anchorTenant } from "../jobs/anchor-audit";
import { inTransaction } from "../transaction";
import { listAnchors } from "./check-anchors";
import { readChain } from "./read-chain";
import { verifyAudit } from "./verify-audit";

const DAY_MS = 86_400_000;

let admin: postgres.Sql;
let tenant: TestTenant;
let length: number;

beforeAll(async () => {
  admin = postgres((await testDatabase()).adminUrl, { max: 1, onnotice: () => undefined });
});
beforeEach(async () => {
  tenant = await newTenant();
  length = await lengthOf();
});
afterAll(async () => {
  await admin.end();
  await closeTestRuntime();
});

const system = () => testContext(tenant, "system");
const verify = (range?: Parameters<typeof verifyAudit>[1]) => verifyAudit(system(), range);
const breaksOf = async (range?: Parameters<typeof verifyAudit>[1]) => (await verify(range)).breaks;

async function lengthOf(): Promise<number> {
  const [row] = await admin<{ length: number }[]>`
    select count(*)::int as length from audit_entries where tenant_id = ${tenant.tenantId}`;
  return row?.length ?? 0;
}

async function act(days = 0): Promise<void> {
  const { now } = system();
  const context = { ...system(), now: () => (now() + days * DAY_MS) as ReturnType<typeof now> };
  await inTransaction(context, (tx) => recordAudit(tx, context, { action: "test.act" }));
}

async function anchor(days = 0): Promise<boolean> {
  const { now } = system();
  return anchorTenant({
    ...system(),
    now: () => (now() + days * DAY_MS) as ReturnType<typeof now>,
  });
}

/** What somebody with the database in their hands would do: write all hashes anew from an entry on. */
async function rewrite(from: number): Promise<void> {
  const { tenantId } = tenant;
  const page = { after: 0, through: 10_000, limit: 10_000 };
  const entries = await inTransaction(system(), (tx) => readChain(tx, tenantId, page));
  let last = AUDIT_GENESIS;
  for (const { prevHash: _, hash: known, ...facts } of entries) {
    const hash = facts.sequence < from ? known : auditHash(last, facts);
    await admin`update audit_entries set prev_hash = ${last}, hash = ${hash}
      where tenant_id = ${tenantId} and id = ${facts.id}`;
    last = hash;
  }
  await admin`update audit_heads set hash = ${last}, sequence = ${entries.at(-1)?.sequence ?? 0}
    where tenant_id = ${tenantId}`;
}

describe("a trail", () => {
  it("[AU1] that nobody touched is whole, and tells how far and what it cannot prove", async () => {
    await admin`insert into audit_entries (tenant_id, id, at, actor_kind, action, details)
      values (${tenant.tenantId}, gen_random_uuid(), now(), 'system', 'test.older', '{}')`;
    expect(await verify()).toEqual({
      entries: length,
      first: 1,
      through: length,
      olderEntries: 1,
      anchors: 0,
      lastAnchoredOn: null,
      breaks: [],
    });
  });

  it.each([
    ["changed", 'update audit_entries set details = \'{"role":"owner"}\'', "hash"],
    ["given to another", "update audit_entries set actor_id = gen_random_uuid()", "hash"],
    ["removed", "delete from audit_entries", "missing"],
  ])("[AU1] of which an entry was %s is broken there", async (_name, statement, kind) => {
    await admin.unsafe(`${statement} where tenant_id = '${tenant.tenantId}' and sequence = 3`);
    expect(await breaksOf()).toEqual([{ sequence: 3, kind, day: null }]);
  });

  it("[AU1] of which two entries changed places is broken at both and behind them", async () => {
    await admin`update audit_entries set sequence = 7 - sequence + 1000000
      where tenant_id = ${tenant.tenantId} and sequence in (3, 4)`;
    await admin`update audit_entries set sequence = sequence - 1000000
      where tenant_id = ${tenant.tenantId} and sequence > 1000000`;
    const found = await breaksOf();
    expect(new Set(found.map(({ sequence }) => sequence))).toEqual(new Set([3, 4, 5]));
  });

  it("[AU1] of which the end was cut off is broken, also with its head moved back in part", async () => {
    await admin`delete from audit_entries where tenant_id = ${tenant.tenantId}
      and sequence = ${length}`;
    expect(await breaksOf()).toEqual([{ sequence: length, kind: "missing", day: null }]);
    await admin`update audit_heads set sequence = sequence - 1 where tenant_id = ${tenant.tenantId}`;
    expect(await breaksOf()).toEqual([{ sequence: length - 1, kind: "head", day: null }]);
  });

  it("[AU1] to which an entry was added by hand is broken", async () => {
    await admin`insert into audit_entries (tenant_id, id, at, actor_kind, action, details, sequence,
        prev_hash, hash)
      values (${tenant.tenantId}, gen_random_uuid(), now(), 'system', 'test.forged', '{}',
        ${length + 1}, 'a', 'b')`;
    const kinds = (await breaksOf()).map(({ kind }) => kind);
    expect(kinds).toEqual(["prev_hash", "hash", "head"]);
  });

  it("is read in parts: some days, or the newest entries", async () => {
    await act(1);
    await act(2);
    const day = (days: number) =>
      new Date(system().now() + days * DAY_MS).toISOString().slice(0, 10);
    expect(await verify({ from: day(1), to: day(1) })).toMatchObject({
      entries: 1,
      first: length + 1,
      through: length + 1,
      breaks: [],
    });
    expect(await verify({ from: day(2) })).toMatchObject({ entries: 1, through: length + 2 });
    expect(await verify({ from: day(9) })).toMatchObject({ entries: 0, breaks: [] });
    expect(await verify({ newest: 2 })).toMatchObject({ entries: 2, first: length + 1 });
    await admin`delete from audit_entries where tenant_id = ${tenant.tenantId} and sequence = 2`;
    expect(await breaksOf({ newest: 2 })).toEqual([]);
    expect(await breaksOf()).toHaveLength(1);
  });
});

describe("an anchor", () => {
  it("[AU2] is signed once a day, of the day before", async () => {
    expect(await anchor()).toBe(true);
    expect(await anchor()).toBe(false);
    await act();
    expect(await anchor(1)).toBe(true);
    const anchors = await listAnchors(system());
    expect(anchors).toMatchObject([
      { anchoredOn: "2026-04-29", sequence: length },
      { anchoredOn: "2026-04-30", sequence: length + 1 },
    ]);
    expect(await verify()).toMatchObject({
      anchors: 2,
      lastAnchoredOn: "2026-04-30",
      breaks: [],
    });
  });

  it("[AU2] shows that the past was written anew, whole as the chain then is", async () => {
    await anchor();
    await act();
    await admin`update audit_entries set action = 'test.nothing'
      where tenant_id = ${tenant.tenantId} and sequence = 3`;
    await rewrite(3);
    expect(await breaksOf()).toEqual([{ sequence: length, kind: "anchor", day: "2026-04-29" }]);
  });

  it("[AU2] shows that the end was cut off, head and all", async () => {
    await anchor();
    await admin`delete from audit_entries where tenant_id = ${tenant.tenantId}
      and sequence = ${length}`;
    await rewrite(length);
    expect(await breaksOf()).toEqual([{ sequence: length, kind: "anchor", day: "2026-04-29" }]);
  });

  it("[AU2] that nobody here signed is found, and one that was kept elsewhere still counts", async () => {
    await anchor();
    const kept = await listAnchors(system());
    await admin`update audit_entries set action = 'test.nothing'
      where tenant_id = ${tenant.tenantId} and sequence = 3`;
    await rewrite(3);
    await admin`update audit_anchors set hash = (select hash from audit_heads
      where tenant_id = ${tenant.tenantId}) where tenant_id = ${tenant.tenantId}`;
    const forged = { sequence: length, kind: "anchor_signature", day: "2026-04-29" };
    expect(await breaksOf()).toEqual([forged]);
    await admin`delete from audit_anchors where tenant_id = ${tenant.tenantId}`;
    expect(await breaksOf()).toEqual([]);
    expect(await breaksOf({ kept })).toEqual([{ ...forged, kind: "anchor" }]);
    const other = await newTenant();
    expect((await verifyAudit(testContext(other, "system"), { kept })).anchors).toBe(0);
  });
});

describe("the command", () => {
  const run = promisify(execFile);
  const WITHIN_MS = 60_000;

  it(
    "says ok or broken, business by business, and keeps anchors as a file",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "kaunta-audit-command-"));
      const { adminUrl, appUrl } = await testDatabase();
      const env = {
        NODE_ENV: "test" as const,
        DATA_DIR: folder,
        DATABASE_URL: appUrl,
        DATABASE_ADMIN_URL: adminUrl,
        AUTH_SECRET: tenant.runtime.authSecret,
      };
      const command = (...args: readonly string[]) =>
        run(process.execPath, ["--import", "tsx", "scripts/audit.ts", ...args], { env }).then(
          ({ stdout }) => ({ stdout, code: 0 }),
          (error: { stdout: string; stderr: string; code: number }) => error,
        );
      const mine = ["--tenant", tenant.code];
      await anchor();
      const whole = await command("verify", ...mine);
      expect(whole.stdout).toContain(`${tenant.code}: ${length} entries (1 to ${length})`);
      expect([whole.code, whole.stdout.trim().split("\n").at(-1)]).toEqual([0, "ok"]);
      const file = join(folder, "anchors.json");
      writeFileSync(file, (await command("anchors", ...mine)).stdout);
      await admin`update audit_entries set ip = '192.0.2.1'
        where tenant_id = ${tenant.tenantId} and sequence = 2`;
      const broken = await command("verify", ...mine, "--anchors", file);
      expect(broken.stdout).toContain("entry 2 was changed");
      expect([broken.code, broken.stdout.trim().split("\n").at(-1)]).toEqual([1, "broken"]);
      const refused = await command("verify", "--from", "yesterday");
      expect(refused).toMatchObject({ code: 1 });
      rmSync(folder, { recursive: true, force: true });
    },
    WITHIN_MS,
  );
});
