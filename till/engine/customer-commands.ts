import { DomainError, type DomainErrorCode } from "../../core/errors";
import { MINOR_MAX } from "../../core/money/minor";
import type { CouponStatus } from "../../core/promotion/apply-promotions";
import { normalizeCouponCode } from "../../core/promotion/compile-promotions";
import type { CustomerChange } from "../../core/sync/protocol-v1";
import { foldText } from "../catalog/words";
import type { TillCommands } from "../react/till-commands";
import type { CustomerView } from "../react/till-state";
import { changeWithinLimits } from "./discount-commands";
import type { EngineCore, EngineState } from "./engine-core";
import type { Authority } from "./limited-act";
import { openCart, openQuote, quoteChanged, requireSelling, writeCart } from "./open-cart";
import { promisedCoupons } from "./promised-coupons";
import { customerOf } from "./quote-state";
import { requireStore } from "./require-cashier";

export function createCustomerCommands(
  core: EngineCore,
): Pick<
  TillCommands,
  "searchCustomers" | "attachCustomer" | "addCoupon" | "removeCoupon" | "setTip"
> {
  return {
    searchCustomers: (text, limit) => searchCustomers(core, text, limit),
    attachCustomer: (customerId) => attachCustomer(core, customerId),
    addCoupon: (code) => addCoupon(core, code),
    removeCoupon(code) {
      const cart = openCart(core);
      const couponCodes = cart.couponCodes.filter((known) => known !== normalizeCouponCode(code));
      writeCart(core, { ...cart, couponCodes }, null);
    },
    setTip: (tipMinor) => setTip(core, tipMinor),
  };
}

type CustomerIndex = {
  readonly byCode: ReadonlyMap<string, CustomerChange>;
  readonly texts: readonly { readonly customer: CustomerChange; readonly text: string }[];
};
const indexes = new WeakMap<EngineState["customers"], CustomerIndex>();

/** Made once for each state of the customers: no key and no card waits for a database. */
function indexOf(customers: EngineState["customers"]): CustomerIndex {
  const known = indexes.get(customers);
  if (known) return known;
  const index: CustomerIndex = {
    byCode: new Map(customers.map((customer) => [foldText(customer.code), customer])),
    texts: customers.map((customer) => {
      const { name, code, phone } = customer;
      const digits = phone?.replace(/\D/g, "") ?? "";
      return { customer, text: ` ${foldText(`${name} ${code} ${phone ?? ""} ${digits}`)}` };
    }),
  };
  indexes.set(customers, index);
  return index;
}

/** Every word as a beginning, in any order; digits also inside a phone number [TC6]. */
function searchCustomers(core: EngineCore, text: string, limit: number): readonly CustomerView[] {
  const words = foldText(text.trim()).split(/\s+/);
  const found: CustomerView[] = [];
  for (const entry of indexOf(core.state().customers).texts) {
    if (found.length >= limit) break;
    if (words.every((word) => hasWord(entry.text, word))) found.push(customerView(entry.customer));
  }
  return found;
}

const PHONE_DIGITS_MIN = 4;

function hasWord(text: string, word: string): boolean {
  const isPhone = word.length >= PHONE_DIGITS_MIN && /^\+?\d+$/.test(word);
  return text.includes(isPhone ? word : ` ${word}`);
}

export function customerView(customer: CustomerChange): CustomerView {
  const { id: customerId, code, name, phone, isTaxExempt } = customer;
  return { customerId, code, name, phone, isTaxExempt };
}

/** A customer's card carries the code. */
export function findCustomerByCode(core: EngineCore, code: string): CustomerChange | null {
  return indexOf(core.state().customers).byCode.get(foldText(code)) ?? null;
}

/** A customer's prices hold for what comes back too, so that the limits are asked again [TA3, TA4]. */
export function attachCustomer(
  core: EngineCore,
  customerId: string | null,
  authority: Authority | null = null,
): void {
  requireSelling(core);
  if (customerId !== null && customerOf(core.state(), customerId) === null) {
    throw new DomainError("customer_not_found");
  }
  const cart = openCart(core);
  changeWithinLimits(core, {
    changed: { ...cart, customerId },
    touch: null,
    act: "order_discount",
    reason: cart.returnReason,
    authority,
    run: (granted) => attachCustomer(core, customerId, granted),
  });
}

const COUPON_REFUSALS: Readonly<Record<CouponStatus, DomainErrorCode | null>> = {
  applied: null,
  no_effect: "coupon_without_effect",
  unknown: "coupon_unknown",
  expired: "coupon_expired",
  not_yet: "coupon_not_yet_valid",
  used_up: "coupon_used_up",
  not_for_customer: "coupon_not_for_customer",
};
const COUPONS_MAX = 20;

function addCoupon(core: EngineCore, text: string): void {
  requireSelling(core);
  const code = normalizeCouponCode(text);
  const cart = openCart(core);
  if (cart.couponCodes.includes(code)) return;
  if (new Set([...cart.couponCodes, ...promisedCoupons(cart)]).size >= COUPONS_MAX) {
    throw new DomainError("validation_failed", { field: "coupons", max: COUPONS_MAX });
  }
  const changed = { ...cart, couponCodes: [...cart.couponCodes, code] };
  const outcome = quoteChanged(core, changed).coupons.find((coupon) => coupon.code === code);
  const refusal = COUPON_REFUSALS[outcome?.status ?? "unknown"];
  if (refusal) throw new DomainError(refusal, { code });
  writeCart(core, changed, null);
}

function setTip(core: EngineCore, tipMinor: number): void {
  const isAmount = Number.isInteger(tipMinor) && tipMinor >= 0 && tipMinor <= MINOR_MAX;
  const isMisplaced =
    tipMinor > 0 && (!requireStore(core).takesTips || openQuote(core).totalMinor <= 0);
  if (!isAmount || isMisplaced) throw new DomainError("tip_not_valid");
  const cart = openCart(core);
  writeCart(core, { ...cart, tipMinor: tipMinor as typeof cart.tipMinor }, null);
}
