import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ACCOUNTS } from "../../core/ledger/post-sale";
import type { SaleDocument } from "../../core/sale/sale-document";
import type { SaleRecovered } from "../../core/sale/sale-recovered";
import { type Envelope, sealEnvelope } from "../../core/sync/envelope";
import { receiveBatch } from "../../core/sync/receive-batch";
import { goodsOf } from "../../tests/factories/goods-of";
import { newSaleDocument } from "../../tests/factories/new-sale-document";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal, type TestTerminal } from "../../tests/factories/new-terminal";
import { recoveryOf } from "../../tests/factories/signed-recovery";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { getReceipt } from "../receipts/get-receipt";
import { lookUpReceipt } from "../receipts/look-up-receipt";
import { eventStore } from "./event-store";
import { serverEnv } from "./server-env";

let tenant: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
});
afterAll(closeTestRuntime);

/** What a till makes of the code on the receipt of an event that nobody has. */
function recoveredFrom(
  event: Envelope,
  { certificate, key }: Pick<TestTerminal, "certificate" | "key">,
): SaleRecovered {
  const { code: terminalCode } = certificate;
  return recoveryOf(event, { terminalCode, key, known: goodsOf(tenant) });
}

async function readBooked(saleId: string) {
  return tenant.runtime.database.withTenant(tenant.tenantId, async (tx) => {
    const sales = await tx.execute<{ total_minor: string; business_on: string }>(sql`
      select total_minor, business_on::text from sales
      where tenant_id = ${tenant.tenantId}::uuid and id = ${saleId}::uuid`);
    const journal = await tx.execute<{ sum: string; lines: number }>(sql`
      select coalesce(sum(amount_minor), 0) as sum, count(*)::int as lines from journal_lines
      where tenant_id = ${tenant.tenantId}::uuid and source_event_id in (
        select source_event_id from sales
        where tenant_id = ${tenant.tenantId}::uuid and id = ${saleId}::uuid)`);
    const recovered = await tx.execute<{ sequence: string }>(sql`
      select sequence from recovered_events
      where tenant_id = ${tenant.tenantId}::uuid and sale_id = ${saleId}::uuid`);
    return {
      sales: sales.map((row) => [Number(row.total_minor), row.business_on]),
      sum: Number(journal[0]?.sum),
      recovered: recovered.map((row) => Number(row.sequence)),
    };
  });
}

async function loseSale(): Promise<{ lost: TestTerminal; event: Envelope; saleId: string }> {
  const lost = await newTerminal(tenant);
  const event = lost.sealSale();
  return { lost, event, saleId: (event.payload as SaleDocument).saleId };
}

it("[RC13] a lost sale that two tills bring back is booked once, and goods of it can come back", async () => {
  const { lost, event, saleId } = await loseSale();
  const payload = recoveredFrom(event, lost);
  const finder = await newTerminal(tenant);
  const other = await newTerminal(tenant);
  for (const till of [finder, other]) {
    expect(await till.push([till.seal("SALE_RECOVERED", payload)])).toMatchObject({
      appliedThrough: 1,
      quarantined: [],
    });
  }
  const { totalMinor, receiptNumber } = payload.sale;
  expect(await readBooked(saleId)).toEqual({
    sales: [[totalMinor, event.businessDate]],
    sum: 0,
    recovered: [event.sequence],
  });
  expect(await lookUpReceipt(finder.context, receiptNumber)).toMatchObject({
    sale: { saleId, lines: payload.sale.lines },
    businessDate: event.businessDate,
    status: "completed",
  });
  const receipt = await getReceipt(testContext(tenant, "owner"), saleId);
  expect(receipt.receiptNumber).toBe(receiptNumber);
});

it("[RC13] the lost event adds nothing when it comes after all, nor does a recovery behind it", async () => {
  const { lost, event, saleId } = await loseSale();
  const payload = recoveredFrom(event, lost);
  const finder = await newTerminal(tenant);
  await finder.push([finder.seal("SALE_RECOVERED", payload)]);
  const before = await readBooked(saleId);
  expect(await lost.push([event])).toMatchObject({ appliedThrough: 1, quarantined: [] });
  await finder.push([finder.seal("SALE_RECOVERED", payload)]);
  expect(await readBooked(saleId)).toEqual(before);
});

it("[RC13] a recovery that names a till of nobody is set aside and stops nothing", async () => {
  const { lost, event } = await loseSale();
  const payload = recoveredFrom(event, lost);
  const finder = await newTerminal(tenant);
  const stray = { ...payload, terminalId: tenant.runtime.newId() };
  const answer = await finder.push([finder.seal("SALE_RECOVERED", stray), finder.sealSale()]);
  expect(answer).toMatchObject({ appliedThrough: 2, quarantined: [{ sequence: 1 }] });
});

/** Another sale under an event's place, as a restored copy of its device makes it. */
function copyOf(event: Envelope): Envelope {
  const { prevHash, hash: _hash, ...draft } = event;
  const { receiptNumber } = event.payload as SaleDocument;
  const payload = newSaleDocument(tenant, { receiptNumber });
  return sealEnvelope({ ...draft, eventId: tenant.runtime.newId(), payload }, prevHash);
}

function saleIdOf(event: Envelope): string {
  return (event.payload as SaleDocument).saleId;
}

async function readSuspense(terminalIds: readonly string[]): Promise<number> {
  return tenant.runtime.database.withTenant(tenant.tenantId, async (tx) => {
    const [row] = await tx.execute<{ lines: number }>(sql`
      select count(*)::int as lines from journal_lines
      join event_inbox on event_inbox.tenant_id = ${tenant.tenantId}::uuid
        and event_inbox.event_id = journal_lines.source_event_id
      where journal_lines.tenant_id = ${tenant.tenantId}::uuid and account = ${ACCOUNTS.suspense}
        and terminal_id::text in
          (select jsonb_array_elements_text(${JSON.stringify(terminalIds)}::jsonb))`);
    return row?.lines ?? 0;
  });
}

it("[EV10] another sale at the place of one that was brought back is booked by itself", async () => {
  const { lost, event } = await loseSale();
  const printed = copyOf(event);
  const finder = await newTerminal(tenant);
  const recovery = recoveredFrom(printed, lost);
  await finder.push([finder.seal("SALE_RECOVERED", recovery)]);
  expect(await lost.push([event])).toMatchObject({ appliedThrough: 1, quarantined: [] });
  expect((await readBooked(saleIdOf(printed))).sales).toHaveLength(1);
  expect((await readBooked(saleIdOf(event))).sales).toHaveLength(1);
});

it("[EV10] a sale is brought back though another one came from its place", async () => {
  const { lost, event } = await loseSale();
  const printed = copyOf(event);
  await lost.push([event]);
  const finder = await newTerminal(tenant);
  const recovery = recoveredFrom(printed, lost);
  await finder.push([finder.seal("SALE_RECOVERED", recovery)]);
  expect((await readBooked(saleIdOf(printed))).sales).toHaveLength(1);
  expect((await readBooked(saleIdOf(event))).sales).toHaveLength(1);
});

it("[EV10] the event of a recovered sale adds no suspense though its predecessor is another", async () => {
  const { lost, event: first } = await loseSale();
  const second = lost.sealSale();
  const finder = await newTerminal(tenant);
  const recovery = recoveredFrom(second, lost);
  await finder.push([finder.seal("SALE_RECOVERED", recovery)]);
  expect(await lost.push([copyOf(first), second])).toMatchObject({
    appliedThrough: 2,
    quarantined: [],
  });
  expect((await readBooked(saleIdOf(second))).sales).toHaveLength(1);
  expect(await readSuspense([lost.certificate.terminalId])).toBe(0);
});

it("[EV10] a recovery and its own event that are booked at one moment are one sale", async () => {
  const { lost, event, saleId } = await loseSale();
  const finder = await newTerminal(tenant);
  const recovery = finder.seal("SALE_RECOVERED", recoveredFrom(event, lost));
  const request = {
    pushId: tenant.runtime.newId(),
    terminalId: finder.certificate.terminalId,
    leaseToken: finder.leaseToken,
    headSequence: 1,
    headHash: recovery.hash,
    events: [recovery],
  };
  const { database } = tenant.runtime;
  const pushed = await database.withTenant(tenant.tenantId, async (tx) => {
    await receiveBatch(eventStore(tx, finder.context), request, serverEnv(finder.context));
    const answer = lost.push([event]);
    // The other has decided by now: it waits for what stands in this transaction.
    for (let isWaiting = false; !isWaiting; ) {
      const [found] = await tx.execute<{ waits: boolean }>(sql`select exists (
        select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))
      ) as waits`);
      isWaiting = found?.waits === true;
    }
    return { answer };
  });
  expect(await pushed.answer).toMatchObject({ appliedThrough: 1, quarantined: [] });
  expect((await readBooked(saleId)).sales).toHaveLength(1);
  expect(await readSuspense([lost.certificate.terminalId])).toBe(0);
});
