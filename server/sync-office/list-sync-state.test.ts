import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { readRows, sealPoison } from "../../tests/factories/set-aside";
import { testContext } from "../../tests/factories/test-context";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../tests/factories/test-runtime";
import { enrolTerminal } from "../terminals/enrol-terminal";
import { closeTerminalGap } from "./close-terminal-gap";
import { listAside } from "./list-aside";
import { listDeviations } from "./list-deviations";
import { listLateSales } from "./list-late-sales";
import { listSyncState } from "./list-sync-state";
import { resolveDeviation } from "./resolve-deviation";
import type { SyncStateTerminal } from "./sync-state-result";

const DAY_MS = 24 * 60 * 60_000;

let runtime: TestRuntime;
let tenant: TestTenant;

beforeAll(async () => {
  runtime = await testRuntime();
  tenant = await newTenant(runtime);
});
afterAll(closeTestRuntime);

async function stateOf(terminalId: string): Promise<SyncStateTerminal> {
  const { stores } = await listSyncState(testContext(tenant, "auditor"));
  const found = stores
    .flatMap(({ registers }) => registers)
    .flatMap(({ terminals }) => terminals)
    .find(({ id }) => id === terminalId);
  if (!found) throw new Error("the terminal is listed");
  return found;
}

describe("listSyncState", () => {
  it("says what a till has, what is here and what stands in the ledger", async () => {
    const terminal = await newTerminal(tenant);
    await terminal.push([terminal.sealSale(), sealPoison(terminal)], {
      appVersion: "0.3.0",
      storage: { isPersisted: true, usedBytes: 2_000, quotaBytes: 10_000 },
    });
    expect(await stateOf(terminal.certificate.terminalId)).toMatchObject({
      status: "active",
      claimedSequence: 2,
      receivedSequence: 2,
      appliedSequence: 2,
      backlogCount: 0,
      quarantinedCount: 1,
      gaps: [],
      unsent: null,
      risk: null,
      appVersion: "0.3.0",
      isStoragePersisted: true,
      storageUsedBytes: 2_000,
    });
  });

  it("tells gaps from what was not sent yet, and forgets a gap that was closed", async () => {
    const terminal = await newTerminal(tenant);
    const { terminalId } = terminal.certificate;
    const events = Array.from({ length: 7 }, () => terminal.sealSale());
    await terminal.push(
      [0, 4, 6].flatMap((index) => events[index] ?? []),
      { headSequence: 9 },
    );
    expect(await stateOf(terminalId)).toMatchObject({
      gaps: [
        { first: 2, last: 4 },
        { first: 6, last: 6 },
      ],
      unsent: { first: 8, last: 9 },
      waitingCount: 2,
    });
    const owner = testContext(tenant, "owner");
    await closeTerminalGap(owner, { terminalId, first: 6, last: 6, reason: "lost" });
    expect(await stateOf(terminalId)).toMatchObject({
      gaps: [{ first: 2, last: 4 }],
      unsent: { first: 8, last: 9 },
    });
  });

  it("reports what may be lost with a device that is silent, replaced or wiped", async () => {
    const silent = await newTerminal(tenant);
    await silent.push([silent.sealSale()], { headSequence: 4 });
    const quiet = await newTerminal(tenant);
    await quiet.push([quiet.sealSale()]);
    expect((await stateOf(silent.certificate.terminalId)).risk).toBeNull();
    const to = new Date(runtime.now()).toISOString();
    runtime.clock.advance(2 * DAY_MS);
    expect((await stateOf(silent.certificate.terminalId)).risk).toEqual({
      why: "silent",
      count: 3,
      from: to,
      to,
    });
    expect((await stateOf(quiet.certificate.terminalId)).risk).toBeNull();
    const { storeId, registerId, terminalId } = silent.certificate;
    const owner = testContext(tenant, "owner");
    await enrolTerminal(owner, { storeId, registerId, replaceActive: true });
    expect((await stateOf(terminalId)).risk).toMatchObject({ why: "retired", count: 3 });
    const wipedTerminalId = quiet.certificate.terminalId;
    await enrolTerminal(owner, { storeId: quiet.store.id, wipedTerminalId });
    expect((await stateOf(wipedTerminalId)).risk).toMatchObject({ why: "wiped", count: 0 });
    await closeTerminalGap(owner, { terminalId, first: 2, last: 4, reason: "looked for" });
    expect((await stateOf(terminalId)).risk).toBeNull();
  });

  it("puts the active device of a register first, and keeps to the stores of who asks", async () => {
    const terminal = await newTerminal(tenant, { storeIndex: 1 });
    const { storeId, registerId, terminalId } = terminal.certificate;
    const next = await enrolTerminal(testContext(tenant, "owner"), {
      storeId,
      registerId,
      replaceActive: true,
    });
    const bound = testContext(tenant, "owner", { storeIds: [storeId] });
    const { stores } = await listSyncState(bound);
    expect(stores.map(({ id }) => id)).toEqual([storeId]);
    const register = stores[0]?.registers.find(({ id }) => id === registerId);
    expect(register?.terminals.map(({ id }) => id)).toEqual([
      next.certificate.terminalId,
      terminalId,
    ]);
    await expect(listSyncState(testContext(tenant, "cashier"))).rejects.toMatchObject({
      code: "permission_denied",
    });
  });
});

describe("the lists of the office", () => {
  it("turn their pages by key and leave nothing out", async () => {
    const own = await newTenant(runtime);
    const terminal = await newTerminal(own);
    await terminal.push(Array.from({ length: 5 }, () => sealPoison(terminal)));
    const auditor = testContext(own, "auditor");
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAside(auditor, { limit: 2, ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ sequence }) => sequence));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual([5, 4, 3, 2, 1]);
    await expect(listAside(auditor, { cursor: "nonsense" })).rejects.toMatchObject({
      code: "page_cursor_invalid",
    });
  });

  it("show late sales with the day that they belong to", async () => {
    const own = await newTenant(runtime);
    const late = await newTerminal(own);
    const events = Array.from({ length: 3 }, () => late.sealSale());
    await readRows(
      own,
      sql`update terminals set enrolled_at = '2026-04-01T00:00:00Z'
        where tenant_id = ${own.tenantId}::uuid`,
    );
    await late.push(events);
    const auditor = testContext(own, "auditor");
    const first = await listLateSales(auditor, { limit: 2 });
    expect(first.items).toMatchObject([
      { businessOn: "2026-04-30", totalMinor: 13_000 },
      { businessOn: "2026-04-30" },
    ]);
    const rest = await listLateSales(auditor, { cursor: first.nextCursor ?? "" });
    expect(rest.items).toHaveLength(1);
    expect(rest.nextCursor).toBeNull();
    expect((await listSyncState(auditor)).counts.late).toBe(3);
  });

  it("note once a day what a replaced device still sells, until a person has looked", async () => {
    const own = await newTenant(runtime);
    const terminal = await newTerminal(own);
    const { storeId, registerId } = terminal.certificate;
    const owner = testContext(own, "owner");
    await enrolTerminal(owner, { storeId, registerId, replaceActive: true });
    await terminal.push([terminal.sealSale()]);
    await terminal.push([terminal.sealSale()]);
    const noted = (await listDeviations(owner)).items.filter(
      ({ kind }) => kind === "retired_terminal_sold",
    );
    expect(noted).toMatchObject([{ severity: "warning", details: { count: 1 } }]);
    const deviationId = noted[0]?.id ?? "";
    const resolved = await resolveDeviation(owner, { deviationId, note: "an old tablet" });
    expect(await resolveDeviation(owner, { deviationId, note: "again" })).toEqual(resolved);
    expect((await listDeviations(owner)).items).toEqual([]);
    const [entry] = await readRows(
      own,
      sql`select resolution_note from deviations
        where tenant_id = ${own.tenantId}::uuid and id = ${deviationId}::uuid`,
    );
    expect(entry).toEqual({ resolution_note: "an old tablet" });
  });

  it("leave what is set aside to be dealt with as such", async () => {
    const own = await newTenant(runtime);
    const terminal = await newTerminal(own);
    const poison = sealPoison(terminal);
    await terminal.push([poison]);
    const [row] = await readRows(
      own,
      sql`select id from deviations where tenant_id = ${own.tenantId}::uuid
        and kind = 'event_quarantined'`,
    );
    const owner = testContext(own, "owner");
    const deviationId = String(row?.["id"]);
    await expect(resolveDeviation(owner, { deviationId, note: "no" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
