import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { genesisHash } from "../../core/sync/envelope";
import { CHANGE_ENTITIES } from "../../core/sync/protocol-v1";
import { toIso } from "../../core/time";
import { insertRows } from "../../db/insert-rows";
import { terminals } from "../../db/schema/shop";
import { verifyLedger } from "../../scripts/ledger/verify-ledger";
import { writePromotions } from "../../server/catalog/write-promotions";
import { listChanges } from "../../server/till-sync/list-changes";
import { receiveEvents } from "../../server/till-sync/receive-events";
import { newPromotion } from "../factories/new-promotion";
import { newTenant, type TestTenant } from "../factories/new-tenant";
import { newTerminal } from "../factories/new-terminal";
import { terminalContext, testContext } from "../factories/test-context";
import { closeTestRuntime } from "../factories/test-runtime";
import {
  decideReleased,
  LOGS,
  otherTerminals,
  readReleased,
  readSync,
} from "../golden/released-events";
import { testDatabase } from "../setup/test-database";

afterAll(closeTestRuntime);

/**
 * The terminal of a released log, as if it had been enrolled here, behind those of which it speaks:
 * they stood at the same register, and are retired; whose receipt was scanned had a key to sign it.
 */
async function enrolReleased(tenant: TestTenant, name: string) {
  const log = readReleased(name);
  const { certificate, kind } = log;
  const { receiptKey: publicKey = null } = readSync(name);
  const [store] = tenant.stores;
  const others = [...otherTerminals(log)].map(([terminalId, code], index) => ({
    ...{ certificate: { ...certificate, terminalId }, code: code ?? `R${index + 2}`, publicKey },
    ...{ epoch: index + 1, kind: "till", status: "retired" },
  }));
  const epoch = others.length + 1;
  const own = { certificate, code: "R1", publicKey: null, epoch, kind, status: "active" };
  await tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
    insertRows(tx, terminals, {
      tenantId: tenant.tenantId,
      rows: [...others, own].map((row) => ({
        ...row,
        id: row.certificate.terminalId,
        storeId: store.id,
        registerId: store.registers[0]?.id,
        receivedHash: genesisHash(row.certificate),
        appliedHash: genesisHash(row.certificate),
        enrolledAt: toIso(tenant.runtime.now()),
      })),
    }),
  );
  return terminalContext(tenant, { terminalId: certificate.terminalId, storeId: store.id });
}

describe.each(LOGS)("a terminal of %s", (name) => {
  it("[SA5] sends its log to this server, and it stands in the ledger as it was meant", async () => {
    const tenant = await newTenant();
    const log = readReleased(name);
    const context = await enrolReleased(tenant, name);
    const last = log.entries.at(-1)?.event;
    const answer = await receiveEvents(context, {
      pushId: tenant.runtime.newId(),
      terminalId: log.certificate.terminalId,
      leaseToken: null,
      headSequence: log.entries.length,
      headHash: last?.hash ?? "",
      appVersion: name,
      events: log.entries.map(({ event }) => event),
    });
    expect(answer).toMatchObject({
      appliedThrough: log.entries.length,
      quarantined: [],
      refused: [],
    });
    const [booked] = await tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute<{ sales: string; total: string; journal: string }>(sql`
        select count(*) as sales, coalesce(sum(total_minor), 0) as total,
          (select count(*) from journal_lines where tenant_id = ${tenant.tenantId}::uuid) as journal
        from sales where tenant_id = ${tenant.tenantId}::uuid`),
    );
    const books = decideReleased(log).map((each) => each.books) as readonly {
      sale?: { totalMinor: number };
      journalLines?: readonly unknown[];
    }[];
    const meant = books.flatMap(({ sale }) => sale ?? []);
    expect({
      sales: Number(booked?.sales),
      total: Number(booked?.total),
      journal: Number(booked?.journal),
    }).toEqual({
      sales: meant.length,
      total: meant.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
      journal: books.flatMap(({ journalLines }) => journalLines ?? []).length,
    });
    const { adminUrl } = await testDatabase();
    const report = await verifyLedger({ adminUrl, runtime: tenant.runtime }, tenant.tenantId);
    expect(report.first).toBeNull();
  }, 60_000);
});

describe("changes", () => {
  const known = {
    1: ["store", "tax_group", "category", "product", "staff", "stock"],
    2: [
      ..."store tax_group category product staff stock".split(" "),
      ..."price_list promotion customer held_cart".split(" "),
    ],
  };

  it.each([
    ["0.1.0, which names no version", undefined, known[1]],
    ["0.2.0, which names the second", 2, known[2]],
  ])("hold for a till of %s only kinds that it knows", async (_name, version, kinds) => {
    expect(CHANGE_ENTITIES.length).toBeGreaterThan(kinds.length);
    const tenant = await newTenant();
    await writePromotions(testContext(tenant, "owner"), {
      promotions: [newPromotion({ code: "P" })],
    });
    const till = await newTerminal(tenant);
    const asked = version === undefined ? {} : { version };
    const page = await listChanges(till.context, { limit: 5_000, ...asked });
    const sent = new Set(page.changes.map(({ entity }) => String(entity)));
    expect([...sent].filter((entity) => !kinds.includes(entity))).toEqual([]);
    expect(sent.has("promotion")).toBe(version === 2);

    // A token of then: what it does not name yet begins at the beginning.
    const token = JSON.parse(Buffer.from(page.token, "base64url").toString("utf8"));
    const { v, incarnation, storeId, catalog, config, stock } = token;
    const old = Buffer.from(JSON.stringify({ v, incarnation, storeId, catalog, config, stock }));
    const next = await listChanges(till.context, { token: old.toString("base64url"), version: 3 });
    expect(next.restart).toBe(false);
    const kindsNext = new Set(next.changes.map(({ entity }) => entity));
    expect(kindsNext.has("promotion")).toBe(true);
    expect(kindsNext.has("product")).toBe(false);
  });
});
