import { DomainError } from "../errors";
import type { Envelope } from "../sync/envelope";
import { type Correction, correctionSchema } from "./correction";
import { requireCodeOf } from "./matches-code";
import { requireFit } from "./require-figures";
import {
  type CartVoided,
  cartVoidedSchema,
  type Deposit,
  type DrawerOpened,
  depositSchema,
  drawerOpenedSchema,
  type SaleDocument,
  type ShiftClosed,
  type ShiftOpened,
  type StockAdjusted,
  saleDocumentSchema,
  shiftClosedSchema,
  shiftOpenedSchema,
  stockAdjustedSchema,
} from "./sale-document";
import { saleDocumentV1Schema, upcastSaleV1 } from "./sale-document-v1";
import { type SaleRecovered, saleRecoveredSchema } from "./sale-recovered";
import { type SignInLocked, signInLockedSchema } from "./sign-in-locked";
import { verifyRebuiltSale, verifySaleDocument } from "./verify-sale-document";

/** What an event means, once it has been understood and its figures have been checked. */
export type Fact =
  | {
      readonly kind: "sale";
      readonly document: SaleDocument;
      /** Where the sale was made, when the code of its receipt brought it back. */
      readonly recovered?: SaleRecovered;
    }
  | { readonly kind: "shift_opened"; readonly shift: ShiftOpened }
  | { readonly kind: "shift_closed"; readonly shift: ShiftClosed }
  | { readonly kind: "stock_adjusted"; readonly adjustment: StockAdjusted }
  | { readonly kind: "drawer_opened"; readonly opening: DrawerOpened }
  | { readonly kind: "cart_voided"; readonly cart: CartVoided }
  | { readonly kind: "deposit"; readonly deposit: Deposit }
  | { readonly kind: "sign_in_locked"; readonly locked: SignInLocked }
  | { readonly kind: "correction"; readonly correction: Correction }
  /** Kept with the other events and added to nothing. */
  | { readonly kind: "training" };

/** Every (type, version) that this program can read, for ever: readers are added, never removed. */
const READERS: Readonly<Record<string, (payload: unknown) => Fact>> = {
  "SALE/1": (payload) => readSaleV1(payload, "sale"),
  "REFUND/1": (payload) => readSaleV1(payload, "refund"),
  "SALE/2": (payload) => readSale(payload, "sale"),
  "REFUND/2": (payload) => readSale(payload, "refund"),
  "VOID/2": (payload) => readSale(payload, "void"),
  "TRAINING_SALE/2": (payload) => {
    parse(saleDocumentSchema, payload);
    return { kind: "training" };
  },
  "SALE_RECOVERED/1": readRecovered,
  "CORRECTION/1": readCorrection,
  "DRAWER_OPENED/1": (payload) => ({
    kind: "drawer_opened",
    opening: parse(drawerOpenedSchema, payload),
  }),
  "SIGN_IN_LOCKED/1": (payload) => ({
    kind: "sign_in_locked",
    locked: parse(signInLockedSchema, payload),
  }),
  "CART_VOIDED/1": (payload) => ({ kind: "cart_voided", cart: parse(cartVoidedSchema, payload) }),
  "DEPOSIT/1": (payload) => ({ kind: "deposit", deposit: readDeposit(payload) }),
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
 *         event_schema_invalid | event_totals_mismatch | receipt_code_invalid (for ever: quarantine).
 */
export function readFact(envelope: Envelope): Fact {
  const reader = READERS[`${envelope.type}/${envelope.typeVersion}`];
  if (!reader) throw new DomainError("event_type_unknown", { type: envelope.type });
  return reader(envelope.payload);
}

function readSaleV1(payload: unknown, kind: "sale" | "refund"): Fact {
  return checkSale(upcastSaleV1(parse(saleDocumentV1Schema, payload)), kind);
}

function readSale(payload: unknown, kind: SaleDocument["kind"]): Fact {
  return checkSale(parse(saleDocumentSchema, payload), kind);
}

function readRecovered(payload: unknown): Fact {
  const recovered = parse(saleRecoveredSchema, payload);
  verifyRebuiltSale(recovered.sale);
  requireCodeOf(recovered);
  return { kind: "sale", document: recovered.sale, recovered };
}

function readCorrection(payload: unknown): Fact {
  const correction = parse(correctionSchema, payload);
  if (correction.sale !== null) verifySaleDocument(correction.sale);
  return { kind: "correction", correction };
}

function readDeposit(payload: unknown): Deposit {
  const deposit = parse(depositSchema, payload) as Deposit;
  const paid = deposit.payments.reduce((sum, payment) => sum + payment.amountMinor, 0);
  const isRight =
    paid === deposit.paidMinor && deposit.paidMinor === deposit.amountMinor + deposit.roundingMinor;
  if (!isRight) {
    throw new DomainError("event_totals_mismatch", {
      field: "paidMinor",
      stated: deposit.paidMinor,
      computed: paid,
    });
  }
  const { kind, amountMinor, paidBeforeMinor, totalMinor } = deposit;
  const isFit =
    kind === "deposit"
      ? amountMinor > 0 && amountMinor <= totalMinor - paidBeforeMinor
      : amountMinor < 0 && 0 - amountMinor === paidBeforeMinor;
  requireFit("amountMinor", isFit);
  const sign = Math.sign(amountMinor);
  deposit.payments.forEach((payment, index) => {
    const isRightWay = payment.amountMinor * sign >= 0 && payment.method !== "deposit";
    requireFit(`payments.${index}.amountMinor`, isRightWay);
    requireFit(`payments.${index}.currency`, payment.currency === deposit.currency);
  });
  return deposit;
}

function checkSale(document: SaleDocument, kind: SaleDocument["kind"]): Fact {
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
