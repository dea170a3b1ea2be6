import * as z from "zod";
import { minor } from "../../core/money/minor";
import { formatQuantity, ONE_UNIT } from "../../core/quantity/quantity";
import type { HeldCartChange } from "../../core/sync/protocol-v1";
import { instant, localTime, parseIso } from "../../core/time";
import type { HeldCartView } from "../react/till-state";
import type { CartRecord, HeldCartBody, HeldCartRecord } from "../store/log-records";
import { type KeptCart, upgradeCart } from "../store/upgrade-cart";
import { countItems } from "./cart-view";
import type { EngineCore, EngineState } from "./engine-core";
import { customerOf, quoteOf } from "./quote-state";
import { requireCashier, requireStore } from "./require-cashier";

const milli = z.number().int();
const cartSchema = z.looseObject({
  format: z.literal(1),
  cartId: z.string(),
  note: z.string().nullable(),
  changedAt: z.number().int(),
  lines: z.array(z.looseObject({ lineId: z.string(), name: z.string(), quantityMilli: milli })),
  quotedLines: z
    .array(z.looseObject({ lineId: z.string(), name: z.string(), quantityMilli: milli }))
    .nullable(),
});

/** A held cart as some till of the store wrote it; null when this one cannot read it. */
export function readHeldBody(cart: unknown): HeldCartBody | null {
  const parsed = cartSchema.safeParse(cart);
  if (!parsed.success) return null;
  const { format, quotedLines } = parsed.data;
  const kept = parsed.data as unknown as KeptCart;
  const { lines } = upgradeCart({ ...kept, lines: (quotedLines ?? []) as never });
  return { ...upgradeCart(kept), format, quotedLines: quotedLines === null ? null : lines };
}

/** What every held cart says of itself: who, where, how much. */
export function describeHeld(
  core: EngineCore,
  cart: CartRecord,
): Pick<
  HeldCartRecord,
  | "name"
  | "registerName"
  | "cashierName"
  | "customerId"
  | "currency"
  | "itemCount"
  | "totalMinor"
  | "heldAt"
> {
  const state = core.state();
  const { currency } = requireStore(core);
  return {
    name: heldName(state, cart),
    registerName: state.enrolment?.registerName ?? "",
    cashierName: requireCashier(core, "sale.record").displayName,
    customerId: cart.customerId,
    currency,
    itemCount: countItems(cart.lines),
    totalMinor: quoteOf(state, cart).totalMinor,
    heldAt: core.ports.clock.now(),
  };
}

/** Named by itself: by the customer, else by the first thing in it. */
function heldName(state: EngineState, cart: CartRecord): string {
  const customer = customerOf(state, cart.customerId);
  if (customer) return customer.name;
  const [first] = cart.lines;
  if (!first) return "";
  const isOne = first.quantityMilli === ONE_UNIT;
  return isOne ? first.name : `${formatQuantity(first.quantityMilli)} × ${first.name}`;
}

const FIRST_ITEM_MAX = 30;

/** `Jogoo maize flour 10:42`. */
export function parkedNumber(core: EngineCore, cart: CartRecord): string {
  const { timezone } = requireStore(core);
  const { hour, minute } = localTime(core.ports.clock.now(), timezone);
  const two = (number: number) => String(number).padStart(2, "0");
  const first = (cart.lines[0]?.name ?? "").slice(0, FIRST_ITEM_MAX).trim();
  return `${first} ${two(hour)}:${two(minute)}`.trim();
}

/** `Q-A3-0007`: the enrolment's code and a number of its own. */
export function heldNumber(letter: "Q" | "L", code: string, number: number): string {
  return `${letter}-${code}-${String(number).padStart(4, "0")}`;
}

const records = new WeakMap<HeldCartChange, HeldCartRecord | null>();

/** A row of the server in the till's own form, read once; null when its cart cannot be read. */
export function heldRecordOf(row: HeldCartChange): HeldCartRecord | null {
  const known = records.get(row);
  if (known !== undefined) return known;
  const body = readHeldBody(row.cart);
  const record = body && recordOf(row, body);
  records.set(row, record);
  return record;
}

function recordOf(row: HeldCartChange, body: HeldCartBody): HeldCartRecord {
  return {
    heldCartId: row.id,
    kind: row.kind,
    number: row.number,
    name: row.name,
    registerName: row.registerName,
    cashierName: row.cashierName,
    customerId: row.customerId,
    currency: row.currency,
    itemCount: row.itemCount,
    totalMinor: minor(row.totalMinor),
    paidMinor: minor(row.paidMinor),
    expiresOn: row.expiresOn,
    heldAt: parseIso(row.heldAt) ?? instant(0),
    version: row.version,
    unsent: null,
    isGone: false,
    body,
  };
}

type HeldState = Pick<EngineState, "tables" | "heldRecords" | "customers" | "cart">;

/** The list again while nothing of it changed: a scan must not read held carts. */
export function createHeldViewer(): (state: HeldState) => readonly HeldCartView[] {
  let last: { readonly of: readonly unknown[]; readonly views: readonly HeldCartView[] } | null =
    null;
  return (state) => {
    const { tables, heldRecords, customers, cart } = state;
    const of = [tables.heldCarts, heldRecords, customers, cart.heldFrom?.heldCartId];
    const before = last;
    if (before && of.every((part, index) => part === before.of[index])) return before.views;
    const views = heldCartViews(state);
    last = { of, views };
    return views;
  };
}

/** What stands aside in this store, newest first: the server's word, and this till's own since. */
export function heldCartViews(state: HeldState): readonly HeldCartView[] {
  const views = new Map<string, HeldCartView>();
  for (const row of state.tables.heldCarts) {
    const own = state.heldRecords.get(row.id);
    const record = isHad(row, own) ? null : heldRecordOf(row);
    if (record) views.set(row.id, viewOf(state, record, own?.isGone === false));
  }
  for (const record of state.heldRecords.values()) {
    const isShown = !record.isGone && (record.unsent !== null || !views.has(record.heldCartId));
    if (isShown) views.set(record.heldCartId, viewOf(state, record, true));
  }
  views.delete(state.cart.heldFrom?.heldCartId ?? "");
  return [...views.values()].sort((left, right) => right.heldAt - left.heldAt);
}

/** Whether this till has had it, and nobody put it back since. */
function isHad(row: HeldCartChange, own: HeldCartRecord | undefined): boolean {
  if (!own?.isGone) return false;
  return row.version <= (own.version ?? Number.POSITIVE_INFINITY);
}

function viewOf(state: HeldState, record: HeldCartRecord, isOwn: boolean): HeldCartView {
  const { body: _body, isGone: _gone, version, unsent: _unsent, customerId, ...shown } = record;
  return {
    ...shown,
    customerName: customerOf(state, customerId)?.name ?? null,
    isOwn,
    isLocal: version === null,
  };
}
