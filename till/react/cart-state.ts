import type { Permission } from "../../core/access/permissions";
import type { Discount } from "../../core/cart/quote-input";
import type { TaxTotal } from "../../core/cart/sum-taxes";
import type { Minor } from "../../core/money/minor";
import type { TraceStep } from "../../core/pricing/price-trace";
import type { CouponOutcome } from "../../core/promotion/apply-promotions";
import type { QuantityMilli } from "../../core/quantity/quantity";
import type { ReturnedLine } from "../../core/sale/return-line";
import type { ForeignTender, PaymentMethod, Unit } from "../../core/sale/sale-document";
import type { TaxPart } from "../../core/tax/stacked-tax";
import type { TaxRate } from "../../core/tax/tax-group";
import type { TaxRounding } from "../../core/tax/tax-lines";
import type { HeldOrigin } from "../store/log-records";
import type { ProductView } from "./catalog-state";
import type { StaffView } from "./staff-state";

export type CartLineView = {
  readonly lineId: string;
  readonly productId: string | null;
  readonly sku: string;
  readonly name: string;
  readonly unit: Unit;
  /** Negative for goods that come back. */
  readonly quantityMilli: QuantityMilli;
  readonly unitPriceMinor: Minor;
  /** What the lists ask; null when only a stated price is known. */
  readonly listPriceMinor: Minor | null;
  readonly isPriceChanged: boolean;
  readonly pricesIncludeTax: boolean;
  /** Price times quantity before any reduction, in the price's basis. */
  readonly subtotalMinor: Minor;
  /** All reductions, the line's part of the order's discount among them. */
  readonly discountMinor: Minor;
  readonly promotionMinor: Minor;
  readonly promotions: readonly { readonly name: string; readonly amountMinor: Minor }[];
  /** The discount by hand on this line and what it came to. */
  readonly lineDiscount: Discount | null;
  readonly lineDiscountMinor: Minor;
  /** What the line costs, in its price basis (with tax when prices include it). */
  readonly amountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly grossMinor: Minor;
  readonly taxes: readonly TaxPart[];
  /** The rates that the line is taxed by; none for goods of a receipt. */
  readonly rates: readonly Pick<TaxRate, "code" | "isIncluded" | "kind">[];
  readonly points: number;
  /** How the price came about, for "Explain this price". */
  readonly trace: readonly TraceStep[];
  readonly returned: ReturnedLine | null;
  readonly isReturn: boolean;
  readonly note: string | null;
};

export type CustomerView = {
  readonly customerId: string;
  readonly code: string;
  readonly name: string;
  readonly phone: string | null;
  readonly isTaxExempt: boolean;
};

export type CouponView = {
  readonly code: string;
  readonly status: CouponOutcome["status"];
  /** The promotion's name and what it took off; null and 0 while it does nothing. */
  readonly name: string | null;
  readonly amountMinor: Minor;
};

export type PartPaymentView = {
  readonly paymentId: string;
  readonly method: PaymentMethod;
  readonly amountMinor: Minor;
  readonly foreign: ForeignTender | null;
};

/** Something above the cashier's limit that waits for somebody else's PIN. */
export type ApprovalRequest = {
  readonly serial: number;
  readonly permission: Permission;
  readonly act:
    | "line_discount"
    | "order_discount"
    | "price_override"
    | "return"
    | "return_without_receipt"
    | "void_sale"
    | "recover_sale"
    | "open_drawer"
    | "cancel_layaway";
  /** What it is about: a product's name, a receipt number. */
  readonly subject: string | null;
  readonly amountMinor: Minor | null;
  readonly percentPpm: number | null;
  /** The reason as the cashier gave it; the approver may choose another. */
  readonly reason: string | null;
  /** Who may approve it, here and now. */
  readonly approvers: readonly StaffView[];
};

/** A payment key of the strip; the first is always the exact amount. */
export type QuickTender = { readonly tenderedMinor: Minor; readonly changeMinor: Minor };

/** Something the cashier must say before the product can be added. */
export type ProductPrompt = {
  readonly kind: "weight" | "price" | "variant";
  readonly product: ProductView;
  readonly quantityMilli: QuantityMilli | null;
};

/** A code that no product has. It stays until it is dealt with and blocks nothing. */
export type UnknownScan = {
  readonly serial: number;
  readonly code: string;
  /** The code was misread: its check digit is wrong. */
  readonly problem: "wrong_check_digit" | null;
};

/** What the last scan or tap did; `serial` grows so that the same line can flash again. */
export type CartTouch = {
  readonly serial: number;
  readonly kind: "added" | "raised" | "changed" | "removed";
  readonly lineId: string;
  readonly name: string;
};

export type CartView = {
  readonly cartId: string;
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  readonly lines: readonly CartLineView[];
  /** Whole pieces, each weighed line counting as one. */
  readonly itemCount: number;
  readonly subtotalMinor: Minor;
  readonly discountMinor: Minor;
  readonly promotionMinor: Minor;
  readonly orderDiscount: Discount | null;
  readonly orderDiscountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly taxes: readonly TaxTotal[];
  readonly taxRounding: TaxRounding;
  readonly totalMinor: Minor;
  readonly tipMinor: Minor;
  readonly points: number;
  readonly customer: CustomerView | null;
  readonly coupons: readonly CouponView[];
  /** Taken so far of a split tender. */
  readonly payments: readonly PartPaymentView[];
  /** Total and tip less what was taken so far; negative when money goes back. */
  readonly leftMinor: Minor;
  /** True when money goes back to the customer. */
  readonly isPayout: boolean;
  /** How the money goes back: by the tenders of the sale that is returned, cash otherwise. */
  readonly payoutPlan: readonly { readonly method: PaymentMethod; readonly amountMinor: Minor }[];
  readonly hasReturns: boolean;
  readonly heldFrom: HeldOrigin | null;
  readonly approval: ApprovalRequest | null;
  /** What cash rounding adds or takes from what is left; zero unless the store rounds cash. */
  readonly cashRoundingMinor: Minor;
  /** What is left, rounded to coins. */
  readonly cashDueMinor: Minor;
  readonly quickTenders: readonly QuickTender[];
  readonly note: string | null;
  readonly lastTouch: CartTouch | null;
  /** Typed `3*` that waits for the next scan or tap. */
  readonly multiplierMilli: QuantityMilli | null;
  readonly prompt: ProductPrompt | null;
  readonly unknownScan: UnknownScan | null;
  readonly quantityByProduct: ReadonlyMap<string, QuantityMilli>;
  /** True while a payment is being made durable: pay keys rest, scans queue for the next sale. */
  readonly isPaying: boolean;
};
