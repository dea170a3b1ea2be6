import { DomainError } from "../errors";
import type { Envelope } from "../sync/envelope";
import { verifySaleDocument } from "./build-sale-document";
import {
  type SaleDocument,
  type ShiftClosed,
  type ShiftOpened,
  type StockAdjusted,
  saleDocumentSchema,
  shiftClosedSchema,
  shiftOpenedSchema,
  stockAdjustedSchema,
} from "./sale-document";

/** What an event means, once it has been understood and its figures have been checked. */
export type Fact =
  | { readonly kind: "sale"; readonly document: SaleDocument }
  | { readonly kind: "shift_opened"; readonly shift: ShiftOpened }
  | { readonly kind: "shift_closed"; readonly shift: ShiftClosed }
  | { readonly kind: "stock_adjusted"; readonly adjustment: StockAdjusted };

/** Every (type, version) that this program can read, for ever: readers are added, never removed. */
const READERS: Readonly<Record<string, (payload: unknown) => Fact>> = {
  "SALE/1": (payload) => readSale(payload, "sale"),
  "REFUND/1": (payload) => readSale(payload, "refund"),
  "SHIFT_OPENED/1": (payload) => ({
    kind: "shift_opened",
    shift: parse(shiftOpenedSchema, payload),
  }),
  "SHIFT_CLOSED/1": (payload) => ({
    kind: "shift_closed",
    shift: parse(shiftClosedSchema, payload),
  }),
  "STOCK_ADJUSTED/1": (payload) => ({
    kind: "stock_adjusted",
    adjustment: parse(stockAdjustedSchema, payload),
  }),
};

/**
 * Read an event's payload and check its figures against the engine [EV4].
 *
 * @throws DomainError event_type_unknown (a newer till: wait for the upgrade) |
 *         event_schema_invalid | event_totals_mismatch (both for ever: quarantine).
 */
export function readFact(envelope: Envelope): Fact {
  const reader = READERS[`${envelope.type}/${envelope.typeVersion}`];
  if (!reader) throw new DomainError("event_type_unknown", { type: envelope.type });
  return reader(envelope.payload);
}

function readSale(payload: unknown, kind: SaleDocument["kind"]): Fact {
  const document = parse(saleDocumentSchema, payload) as SaleDocument;
  if (document.kind !== kind) throw new DomainError("event_schema_invalid", { path: "kind" });
  verifySaleDocument(document);
  return { kind: "sale", document };
}

type Parser<Value> = {
  safeParse(
    payload: unknown,
  ):
    | { success: true; data: Value }
    | { success: false; error: { issues: readonly { path: readonly PropertyKey[] }[] } };
};

function parse<Value>(schema: Parser<Value>, payload: unknown): Value {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.map(String).join(".") ?? "";
  throw new DomainError("event_schema_invalid", { path });
}
