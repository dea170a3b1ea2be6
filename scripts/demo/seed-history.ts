import { sql } from "drizzle-orm";
import type { PriceList } from "../../core/pricing/price-list";
import type { SaleDocument } from "../../core/sale/sale-document";
import { type Envelope, genesisHash } from "../../core/sync/envelope";
import { PUSH_EVENTS_MAX } from "../../core/sync/protocol-v1";
import { ratePpm } from "../../core/tax/rate";
import { businessDayAt, type Instant, instant, instantOfLocal, parseIso } from "../../core/time";
import { type DemoHistoryDay, generateDemoHistory } from "../../db/seed/demo-history";
import type { DemoTenant } from "../../db/seed/demo-tenant";
import type { TenantContext } from "../../server/context";
import { STANDARD_PRICE_LIST } from "../../server/tenants/create-tenant";
import { enrolTerminal } from "../../server/terminals/enrol-terminal";
import { receiveEvents } from "../../server/till-sync/receive-events";
import { inTransaction } from "../../server/transaction";
import { DemoTill } from "./demo-till";
import type { SeededStore, SeededTenant } from "./seed-tenant";

const SEED = 20_260_430;
export const HISTORY_DAYS = 60;
const FLOAT_MINOR = 500_000;
const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;

/**
 * Sixty trading days up to now, told by the registers' own events. Afterwards every second
 * register is free for the device of whoever tries the demo.
 */
export async function seedHistory(seeded: SeededTenant, demo: DemoTenant): Promise<void> {
  for (const [storeIndex, store] of seeded.stores.entries()) {
    await seedStore(seeded, demo, { store, storeIndex });
  }
}

type Till = {
  readonly till: DemoTill;
  readonly context: TenantContext;
  leaseToken: string;
};

async function seedStore(
  seeded: SeededTenant,
  demo: DemoTenant,
  at: { store: SeededStore; storeIndex: number },
): Promise<void> {
  const { store, storeIndex } = at;
  const facts = demo.stores[storeIndex];
  if (!facts) throw new Error(`the demo has no store ${storeIndex}`);
  const now = seeded.context.now();
  const today = businessDayAt(now, facts);
  const first = businessDayAt(instant(now - (HISTORY_DAYS - 1) * MS_PER_DAY), facts);
  const tills: Till[] = [];
  for (const register of store.registers)
    tills.push(await enrol(seeded, demo, { store, register }));
  const days = generateDemoHistory({
    seed: SEED,
    firstBusinessDate: first,
    dayCount: HISTORY_DAYS,
    storeCode: store.code,
  });
  for (const day of days) {
    const midnight = instantOfLocal(`${day.businessDate}T00:00:00`, facts.timezone);
    playDay(seeded, tills, {
      day,
      midnight,
      until: now,
      opening: openingOf(demo, day, storeIndex),
    });
    if (day.businessDate === today) break;
  }
  for (const [index, till] of tills.entries()) {
    if (index > 0) till.till.closeShift(now, 0);
    await send(till);
    if (index > 0) await retire(till.context);
  }
}

function openingOf(demo: DemoTenant, day: DemoHistoryDay, storeIndex: number) {
  if (day.dayIndex > 0) return [];
  return demo.products.map((product) => ({
    sku: product.sku,
    quantityMilli: product.openingStockMilli[storeIndex] ?? 0,
  }));
}

type DayPlay = {
  readonly day: DemoHistoryDay;
  readonly midnight: Instant;
  readonly until: Instant;
  readonly opening: readonly { sku: string; quantityMilli: number }[];
};

function playDay(seeded: SeededTenant, tills: readonly Till[], play: DayPlay): void {
  openTills(seeded, tills, play);
  sellBaskets(tills, play);
  closeTills(tills, play);
}

function atMinute(play: DayPlay, minute: number): Instant {
  return instant(play.midnight + minute * MS_PER_MINUTE);
}

function isPast(play: DayPlay, minute: number): boolean {
  return atMinute(play, minute) <= play.until;
}

function openTills(seeded: SeededTenant, tills: readonly Till[], play: DayPlay): void {
  const { day } = play;
  for (const turn of day.roster) {
    const till = tills[turn.registerIndex]?.till;
    if (!till || !isPast(play, turn.opensAtMinute)) continue;
    const opensAt = atMinute(play, turn.opensAtMinute);
    till.openShift(opensAt, seeded.userIds.get(turn.cashierEmail) ?? "", day.businessDate);
    if (turn.registerIndex > 0) continue;
    till.takeStock(opensAt, "opening", play.opening);
    till.takeStock(opensAt, "delivery", day.delivery);
  }
}

function sellBaskets(tills: readonly Till[], play: DayPlay): void {
  const documents: SaleDocument[] = [];
  for (const [index, basket] of play.day.baskets.entries()) {
    const till = tills[basket.registerIndex]?.till;
    if (!till || !isPast(play, basket.minuteOfDay + 1)) break;
    const original = basket.refundOfIndex === undefined ? null : documents[basket.refundOfIndex];
    const soldAt = instant(atMinute(play, basket.minuteOfDay) + ((index * 37) % 60) * 1000);
    documents.push(till.sell(soldAt, basket, original ?? null));
  }
}

function closeTills(tills: readonly Till[], play: DayPlay): void {
  const { day } = play;
  for (const turn of day.roster) {
    if (!isPast(play, turn.closesAtMinute)) continue;
    const isShort = (day.dayIndex + turn.registerIndex * 3) % 19 === 7;
    const closesAt = atMinute(play, turn.closesAtMinute);
    tills[turn.registerIndex]?.till.closeShift(closesAt, isShort ? -5_000 : 0);
  }
}

async function enrol(
  seeded: SeededTenant,
  demo: DemoTenant,
  at: { store: SeededStore; register: SeededStore["registers"][number] },
): Promise<Till> {
  const facts = demo.stores.find(({ code }) => code === at.store.code);
  if (!facts) throw new Error(`the demo has no store ${at.store.code}`);
  const startedAt = instant(seeded.context.now() - HISTORY_DAYS * MS_PER_DAY);
  const enrolled = await enrolTerminal(
    { ...seeded.context, now: () => startedAt },
    { storeId: at.store.id, registerId: at.register.id, deviceName: "Shop device" },
  );
  const { certificate, leaseToken } = enrolled;
  const till = new DemoTill({
    terminalId: certificate.terminalId,
    code: certificate.code,
    genesisHash: genesisHash(certificate),
    storeId: at.store.id,
    timezone: facts.timezone,
    currency: demo.currency,
    pricesIncludeTax: demo.pricesIncludeTax,
    priceList: standardList(seeded, demo),
    taxGroups: demo.taxGroups.map(({ code, name, ratePpm: rate }) => ({
      code,
      name,
      rates:
        rate === 0
          ? []
          : [
              {
                code: "VAT",
                name: "VAT",
                ratePpm: ratePpm(rate),
                kind: "percent" as const,
                isCompound: false,
              },
            ],
    })),
    products: new Map(demo.products.map((product) => [product.sku, product])),
    productIds: seeded.productIds,
    floatMinor: FLOAT_MINOR,
  });
  const actor = {
    kind: "terminal" as const,
    terminalId: certificate.terminalId,
    storeId: at.store.id,
  };
  return { till, leaseToken, context: { ...seeded.context, actor } };
}

function standardList(seeded: SeededTenant, demo: DemoTenant): PriceList {
  return {
    id: seeded.priceListId,
    code: STANDARD_PRICE_LIST,
    name: "Standard",
    currency: demo.currency,
    pricesIncludeTax: demo.pricesIncludeTax,
    priority: 0,
    storeIds: [],
    customerGroupIds: [],
    validFrom: null,
    validUntil: null,
    weekdays: [],
    fromMinutes: null,
    untilMinutes: null,
  };
}

/** Each batch arrives when its last event happened, so that the history reads as it was. */
async function send(till: Till): Promise<void> {
  const { events } = till.till.log;
  const head = events.at(-1);
  if (!head) return;
  for (let start = 0; start < events.length; ) {
    const batch = nextBatch(events, start);
    start += batch.length;
    const answer = await receiveEvents(
      { ...till.context, now: () => arrivalOf(batch) },
      {
        pushId: till.context.newId(),
        terminalId: head.terminalId,
        leaseToken: till.leaseToken,
        headSequence: head.sequence,
        headHash: head.hash,
        appVersion: "0.1.0",
        events: [...batch],
      },
    );
    till.leaseToken = answer.leaseToken;
    const last = batch.at(-1)?.sequence ?? 0;
    if (answer.appliedThrough < last || answer.quarantined.length > 0) {
      throw new Error(`the demo's events were not booked: ${JSON.stringify(answer)}`);
    }
  }
}

/** As many as a push may hold, but none of the next day: what a till sells it sends the same day. */
function nextBatch(events: readonly Envelope[], start: number): readonly Envelope[] {
  const day = events[start]?.businessDate;
  const most = events.slice(start, start + PUSH_EVENTS_MAX);
  const next = most.findIndex(({ businessDate }) => businessDate !== day);
  return next < 1 ? most : most.slice(0, next);
}

function arrivalOf(batch: readonly Envelope[]): Instant {
  const last = batch.at(-1);
  return instant((last ? (parseIso(last.createdAt) ?? 0) : 0) + 2_000);
}

async function retire(context: TenantContext): Promise<void> {
  const { actor, tenantId } = context;
  if (actor.kind !== "terminal") return;
  await inTransaction(context, (tx) =>
    tx.execute(sql`
      update terminals set status = 'retired'
      where tenant_id = ${tenantId}::uuid and id = ${actor.terminalId}::uuid`),
  );
}
