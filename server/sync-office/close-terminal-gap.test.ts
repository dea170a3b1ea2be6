import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { readRows } from "../../tests/factories/set-aside";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { closeTerminalGap } from "./close-terminal-gap";
import { listClosedGaps } from "./list-closed-gaps";

let tenant: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
});
afterAll(closeTestRuntime);

/** A till whose events 2 to 4 did not come, and that says it has 9. */
async function newGap() {
  const terminal = await newTerminal(tenant);
  const events = Array.from({ length: 6 }, () => terminal.sealSale());
  const missing = events.slice(1, 4);
  await terminal.push([...events.slice(0, 1), ...events.slice(4)], { headSequence: 9 });
  return { terminal, missing, terminalId: terminal.certificate.terminalId };
}

describe("closeTerminalGap", () => {
  it("[EV9] books what waited behind it, and what comes all the same is booked late", async () => {
    const { terminal, missing, terminalId } = await newGap();
    const owner = testContext(tenant, "owner");
    const closed = await closeTerminalGap(owner, {
      terminalId,
      first: 2,
      last: 4,
      reason: "the tablet fell into the sea",
    });
    expect(closed).toEqual({ receivedSequence: 6, appliedSequence: 6 });
    expect(await terminal.push(missing)).toMatchObject({ quarantined: [], appliedThrough: 6 });
    const [sales] = await readRows(
      tenant,
      sql`select count(*)::int as count from sales
        where tenant_id = ${tenant.tenantId}::uuid and terminal_id = ${terminalId}::uuid`,
    );
    expect(sales).toEqual({ count: 6 });
    expect((await listClosedGaps(owner, { terminalId })).items).toMatchObject([
      { first: 2, last: 4, reason: "the tablet fell into the sea", arrivedCount: 3 },
    ]);
    const [entry] = await readRows(
      tenant,
      sql`select action, details from audit_entries where tenant_id = ${tenant.tenantId}::uuid
        and subject_id = ${terminalId}::uuid and action = 'sync.close_gap'`,
    );
    expect(entry?.["details"]).toMatchObject({ first: 2, last: 4 });
  });

  it("[EV9] closes the end of a log that will never come, and parts of a gap", async () => {
    const { terminalId } = await newGap();
    const owner = testContext(tenant, "owner");
    const close = (first: number, last: number) =>
      closeTerminalGap(owner, { terminalId, first, last, reason: "lost" });
    expect(await close(7, 9)).toMatchObject({ receivedSequence: 1 });
    expect(await close(3, 4)).toMatchObject({ receivedSequence: 1 });
    expect(await close(2, 2)).toEqual({ receivedSequence: 9, appliedSequence: 9 });
    const [row] = await readRows(
      tenant,
      sql`select gap_since from terminals
        where tenant_id = ${tenant.tenantId}::uuid and id = ${terminalId}::uuid`,
    );
    expect(row).toEqual({ gap_since: null });
  });

  it("refuses what has arrived, what nobody spoke of and what is closed", async () => {
    const { terminalId } = await newGap();
    const owner = testContext(tenant, "owner");
    const close = (first: number, last: number) =>
      closeTerminalGap(owner, { terminalId, first, last, reason: "lost" });
    for (const [first, last] of [
      [1, 2],
      [4, 5],
      [3, 2],
      [7, 10],
    ] as const) {
      await expect(close(first, last)).rejects.toMatchObject({ code: "gap_not_found" });
    }
    await close(2, 4);
    await expect(close(2, 4)).rejects.toMatchObject({ code: "gap_not_found" });
  });

  it("is for the owner and the administrator, in their stores", async () => {
    const { terminalId } = await newGap();
    const gap = { terminalId, first: 2, last: 4, reason: "lost" };
    await expect(closeTerminalGap(testContext(tenant, "supervisor"), gap)).rejects.toMatchObject({
      code: "permission_denied",
    });
    const [, elsewhere] = tenant.stores;
    const bound = testContext(tenant, "owner", { storeIds: [elsewhere.id] });
    await expect(closeTerminalGap(bound, gap)).rejects.toMatchObject({ code: "gap_not_found" });
    expect((await listClosedGaps(bound, { terminalId })).items).toEqual([]);
  });
});
