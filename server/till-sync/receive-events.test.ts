import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isDomainError } from "../../core/errors";
import { sealEnvelope } from "../../core/sync/envelope";
import { recoveredEvents } from "../../db/schema/events";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { terminalContext, testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { inTransaction } from "../transaction";
import { eventStore } from "./event-store";
import { receiveEvents } from "./receive-events";

let tenant: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
});
afterAll(closeTestRuntime);

function count(table: string, where = "true"): Promise<number> {
  return tenant.runtime.database.withTenant(tenant.tenantId, async (tx) => {
    const rows = await tx.execute<{ count: string }>(
      sql`select count(*) as count from ${sql.identifier(table)}
        where tenant_id = ${tenant.tenantId}::uuid and ${sql.raw(where)}`,
    );
    return Number(rows[0]?.count ?? 0);
  });
}

function countSales(terminalId: string): Promise<number> {
  return count("sales", `terminal_id = '${terminalId}'`);
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "no error";
  } catch (error) {
    return isDomainError(error) ? error.code : String(error);
  }
}

describe("receiveEvents", () => {
  it("[EV6] books a sale with its lines, taxes, payment, stock and journal", async () => {
    const terminal = await newTerminal(tenant);
    const event = terminal.sealSale();
    const answer = await terminal.push([event]);
    expect(answer).toMatchObject({ receivedThrough: 1, appliedThrough: 1, missing: [] });
    const own = `source_event_id = '${event.eventId}'`;
    expect(await countSales(terminal.certificate.terminalId)).toBe(1);
    expect(await count("stock_movements", own)).toBe(1);
    expect(await count("journal_lines", own)).toBeGreaterThan(1);
    expect(await count("journal_lines", `${own} and amount_minor = 0`)).toBe(0);
    const sums = await tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute<{ sum: string }>(
        sql`select sum(amount_minor) as sum from journal_lines where tenant_id = ${tenant.tenantId}`,
      ),
    );
    expect(Number(sums[0]?.sum)).toBe(0);
  });

  it("[EV7] holds a sale once however often it is sent", async () => {
    const terminal = await newTerminal(tenant);
    const events = [terminal.sealSale(), terminal.sealSale()];
    await terminal.push(events);
    await terminal.push(events);
    const answer = await terminal.push([...events, ...events]);
    expect(answer).toMatchObject({ receivedThrough: 2, appliedThrough: 2, conflicts: [] });
    expect(await countSales(terminal.certificate.terminalId)).toBe(2);
  });

  it("[EV6] keeps what comes early until the gap is filled", async () => {
    const terminal = await newTerminal(tenant);
    const [first, second, third] = [terminal.sealSale(), terminal.sealSale(), terminal.sealSale()];
    const early = await terminal.push([third]);
    expect(early).toMatchObject({ receivedThrough: 0, waiting: [[3, 3]], missing: [[1, 2]] });
    const later = await terminal.push([second, first]);
    expect(later).toMatchObject({ receivedThrough: 3, appliedThrough: 3, missing: [] });
    expect(await countSales(terminal.certificate.terminalId)).toBe(3);
  });

  it("[EV9] books what comes behind a closed gap, and later what comes in it", async () => {
    const terminal = await newTerminal(tenant);
    const { terminalId } = terminal.certificate;
    const events = Array.from({ length: 5 }, () => terminal.sealSale());
    const gapped = await terminal.push([events[0], events[3], events[4]]);
    expect(gapped).toMatchObject({ appliedThrough: 1, missing: [[2, 3]] });
    await inTransaction(terminal.context, (tx) =>
      eventStore(tx, terminal.context).closeGap(terminalId, {
        range: [2, 3],
        reason: "the tablet fell into the sea",
        closedById: tenant.users.owner.id,
        closedAt: terminal.context.now(),
      }),
    );
    expect(await terminal.push([])).toMatchObject({
      receivedThrough: 5,
      appliedThrough: 5,
      missing: [],
      quarantined: [],
    });
    expect(await countSales(terminalId)).toBe(3);
    await terminal.push([events[2]]);
    await terminal.push([events[1], events[2]]);
    expect(await countSales(terminalId)).toBe(5);
    const next = await terminal.push([terminal.sealSale()]);
    expect(next).toMatchObject({ appliedThrough: 6, quarantined: [], conflicts: [] });
  });

  it("[EV10] adds nothing for the event of a sale that was brought back before", async () => {
    const terminal = await newTerminal(tenant);
    const event = terminal.sealSale();
    await inTransaction(terminal.context, (tx) =>
      tx.insert(recoveredEvents).values({
        tenantId: tenant.tenantId,
        terminalId: event.terminalId,
        sequence: event.sequence,
        hash: event.hash,
        saleId: tenant.runtime.newId(),
        sourceEventId: tenant.runtime.newId(),
      }),
    );
    const answer = await terminal.push([event, terminal.sealSale()]);
    expect(answer).toMatchObject({ appliedThrough: 2, quarantined: [] });
    expect(await countSales(event.terminalId)).toBe(1);
    expect(await count("journal_lines", `source_event_id = '${event.eventId}'`)).toBe(0);
  });

  it("[EV7] keeps another content under a known place beside it", async () => {
    const terminal = await newTerminal(tenant);
    const event = terminal.sealSale();
    await terminal.push([event]);
    const { sealEnvelope } = await import("../../core/sync/envelope");
    const { prevHash, hash: _hash, ...draft } = event;
    const other = sealEnvelope({ ...draft, eventId: tenant.runtime.newId() }, prevHash);
    const answer = await terminal.push([other]);
    expect(answer.conflicts).toEqual([1]);
    expect(await count("event_conflicts", `hash = '${other.hash}'`)).toBe(1);
    expect(await countSales(terminal.certificate.terminalId)).toBe(1);
  });

  it("[EV4] sets a sale with wrong totals aside with its money in suspense", async () => {
    const terminal = await newTerminal(tenant);
    const good = terminal.sealSale();
    const bad = terminal.sealSale({ taxMinor: 1 });
    const after = terminal.sealSale();
    const answer = await terminal.push([good, bad, after]);
    expect(answer).toMatchObject({
      appliedThrough: 3,
      quarantined: [{ sequence: 2, code: "event_totals_mismatch" }],
    });
    expect(await countSales(terminal.certificate.terminalId)).toBe(2);
    const suspense = `source_event_id = '${bad.eventId}' and account = '9999'`;
    expect(await count("journal_lines", suspense)).toBe(1);
  });

  it("[EV4] sets aside what the ledger could not even hold as suspense, and goes on", async () => {
    const terminal = await newTerminal(tenant);
    const bad = terminal.sealSale({ currency: "\u0000KE" });
    const answer = await terminal.push([bad, terminal.sealSale()]);
    expect(answer).toMatchObject({ appliedThrough: 2, quarantined: [{ sequence: 1 }] });
    expect(await countSales(terminal.certificate.terminalId)).toBe(1);
  });

  it("[EV4] sets a second sale under a known id aside and books the ones around it", async () => {
    const terminal = await newTerminal(tenant);
    const first = terminal.sealSale();
    const saleId = (first.payload as { saleId: string }).saleId;
    const answer = await terminal.push([first, terminal.sealSale({ saleId }), terminal.sealSale()]);
    expect(answer).toMatchObject({
      appliedThrough: 3,
      quarantined: [{ sequence: 2, code: "event_conflicts_with_ledger" }],
    });
    expect(await countSales(terminal.certificate.terminalId)).toBe(2);
  });

  it("[EV4] waits for the upgrade that knows a newer event", async () => {
    const terminal = await newTerminal(tenant);
    const known = terminal.sealSale();
    const unknown = terminal.seal("TELEPORT", { to: "Mars" });
    const answer = await terminal.push([known, unknown, terminal.sealSale()]);
    expect(answer).toMatchObject({ receivedThrough: 3, appliedThrough: 1, quarantined: [] });
  });

  it("[EV7] keeps another content under one place of the same batch beside it", async () => {
    const terminal = await newTerminal(tenant);
    const event = terminal.sealSale();
    const { prevHash, hash: _hash, ...draft } = event;
    const other = sealEnvelope({ ...draft, eventId: tenant.runtime.newId() }, prevHash);
    const answer = await terminal.push([event, other, event]);
    expect(answer).toMatchObject({ appliedThrough: 1, quarantined: [], conflicts: [1] });
    expect(await count("event_conflicts", `hash = '${other.hash}'`)).toBe(1);
  });

  it("[EV7] keeps apart what states an instant that no calendar has", async () => {
    const terminal = await newTerminal(tenant);
    const event = terminal.sealSale();
    const { prevHash, hash: _hash, ...draft } = terminal.sealSale();
    for (const createdAt of ["0000-01-01T00:00:00Z", "2026-04-30T10:00:00+23:00"]) {
      const odd = sealEnvelope({ ...draft, createdAt }, prevHash);
      const answer = await terminal.push([event, odd]);
      expect(answer).toMatchObject({
        receivedThrough: 1,
        refused: [{ index: 1, code: "event_schema_invalid" }],
      });
    }
  });

  it("[EV7] keeps a damaged event apart and takes the others", async () => {
    const terminal = await newTerminal(tenant);
    const event = terminal.sealSale();
    const answer = await terminal.push([event, { sequence: 9, nonsense: true }]);
    expect(answer.refused).toEqual([{ index: 1, code: "event_schema_invalid" }]);
    expect(answer.appliedThrough).toBe(1);
    expect(await count("event_conflicts", "sequence = 9")).toBe(1);
  });

  it("[EV1] takes nothing whose hash is not its content's", async () => {
    const terminal = await newTerminal(tenant);
    const event = { ...terminal.sealSale(), businessDate: "2026-05-01" };
    const answer = await terminal.push([event]);
    expect(answer.refused).toEqual([{ index: 0, code: "event_hash_mismatch" }]);
    expect(await countSales(terminal.certificate.terminalId)).toBe(0);
  });

  it("[EV2] sets an event aside that does not follow its predecessor", async () => {
    const terminal = await newTerminal(tenant);
    const { sealEnvelope } = await import("../../core/sync/envelope");
    const first = terminal.sealSale();
    const { prevHash: _prev, hash: _hash, ...draft } = terminal.sealSale();
    const answer = await terminal.push([first, sealEnvelope(draft, "0".repeat(64))]);
    expect(answer.quarantined).toEqual([{ sequence: 2, code: "event_chain_broken" }]);
  });

  it("accepts the lease before the last one once, and no older one", async () => {
    const terminal = await newTerminal(tenant);
    const stale = terminal.leaseToken;
    await terminal.push([terminal.sealSale()]);
    // The answer with the new lease was lost: the old one still works.
    await terminal.push([terminal.sealSale()], { leaseToken: stale });
    await terminal.push([terminal.sealSale()]);
    expect(await codeOf(terminal.push([], { leaseToken: stale }))).toBe("lease_conflict");
    expect(await count("deviations", "kind = 'possible_clone'")).toBe(1);
  });

  it("notes a receipt number that is in the ledger already, and books both sales", async () => {
    const terminal = await newTerminal(tenant);
    const first = terminal.sealSale({ receiptNumber: "2026-04-30-Z9-01" });
    await terminal.push([first]);
    await terminal.push([terminal.sealSale({ receiptNumber: "2026-04-30-Z9-01" })]);
    expect(await countSales(terminal.certificate.terminalId)).toBe(2);
    expect(await count("deviations", "kind = 'duplicate_receipt_number'")).toBe(1);
  });

  it("notes a receipt number that two sales of one batch carry", async () => {
    const terminal = await newTerminal(tenant);
    const before = await count("deviations", "kind = 'duplicate_receipt_number'");
    const twice = { receiptNumber: "2026-04-30-Z8-01" };
    await terminal.push([terminal.sealSale(twice), terminal.sealSale(twice)]);
    expect(await countSales(terminal.certificate.terminalId)).toBe(2);
    expect(await count("deviations", "kind = 'duplicate_receipt_number'")).toBe(before + 1);
  });

  it("counts stock down, and up again when nothing was sold", async () => {
    const terminal = await newTerminal(tenant, { storeIndex: 1 });
    const product = tenant.products[0];
    await terminal.push([
      terminal.seal("STOCK_ADJUSTED", {
        adjustmentId: tenant.runtime.newId(),
        reason: "opening",
        note: null,
        lines: [{ productId: product?.id, sku: product?.sku, quantityMilli: 10_000, note: null }],
      }),
      terminal.sealSale(),
    ]);
    const level = `product_id = '${product?.id}' and store_id = '${terminal.store.id}'`;
    expect(await count("stock_levels", `${level} and quantity_milli = 8000`)).toBe(1);
  });

  it("refuses another terminal's events and callers that are no device", async () => {
    const terminal = await newTerminal(tenant);
    const other = await newTerminal(tenant, { storeIndex: 1 });
    expect(await codeOf(other.push([terminal.sealSale()]))).toBe("terminal_mismatch");
    const request = {
      pushId: tenant.runtime.newId(),
      terminalId: terminal.certificate.terminalId,
      leaseToken: terminal.leaseToken,
      headSequence: 0,
      headHash: "0".repeat(64),
      events: [],
    };
    expect(await codeOf(receiveEvents(testContext(tenant, "owner"), request))).toBe(
      "permission_denied",
    );
    const stranger = await newTenant(tenant.runtime as never);
    const crossed = terminalContext(stranger, {
      terminalId: terminal.certificate.terminalId,
      storeId: terminal.store.id,
    });
    expect(await codeOf(receiveEvents(crossed, request))).toBe("terminal_not_active");
  });
});
