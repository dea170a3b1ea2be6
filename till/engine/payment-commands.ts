import { CASH_METHOD } from "../../core/cart/settle-cart";
import { DomainError } from "../../core/errors";
import { MINOR_MAX, type Minor, minor } from "../../core/money/minor";
import type { PaymentRequest } from "../../core/sale/build-sale-document";
import type { PaymentMethod } from "../../core/sale/sale-document";
import type { TillCommands } from "../react/till-commands";
import type { PaidSale } from "../react/till-state";
import type { CartRecord, PartPaymentRecord } from "../store/log-records";
import { requireText } from "./cart";
import { settleCartWrites } from "./cart-keeper";
import type { EngineCore } from "./engine-core";
import { openCart, writeCart } from "./open-cart";
import {
  cashIncrement,
  closingAmount,
  foreignTender,
  type MoneyLeft,
  moneyLeft,
  payoutPlan,
} from "./payment-plan";
import { quoteOf } from "./quote-state";
import { requireCashier, requireStore } from "./require-cashier";
import { completeSale } from "./take-payment";

export type PaymentTaken = Parameters<TillCommands["takePayment"]>[0];
type PartTaken = Parameters<TillCommands["addPayment"]>[0];

/** As the sale document allows; the last payment needs a place too. */
const REFERENCE_MAX = 120;
const PAYMENTS_MAX = 40;

export function createPaymentCommands(
  core: EngineCore,
): Pick<TillCommands, "takePayment" | "addPayment" | "removePayment" | "payOut"> {
  return {
    takePayment: (taken) => takePayment(core, taken),
    addPayment: (taken) => addPayment(core, taken),
    removePayment: ({ paymentId }) => removePayment(core, paymentId),
    payOut: () => payOut(core),
  };
}

/** What the payment keys need to know of the cart that is shown. */
function readTill(core: EngineCore) {
  requireCashier(core, "sale.record");
  const store = requireStore(core);
  const { cart, nextCart, shift } = core.state();
  if (shift === null) throw new DomainError("shift_not_open");
  if (cart.lines.length === 0 || nextCart !== null) throw new DomainError("cart_empty");
  const incrementMinor = cashIncrement(store);
  const { totalMinor } = quoteOf(core.state(), cart);
  return { cart, store, incrementMinor, left: moneyLeft(cart, totalMinor, incrementMinor) };
}

async function takePayment(core: EngineCore, taken: PaymentTaken): Promise<PaidSale> {
  requireText("reference", taken.reference ?? null, REFERENCE_MAX);
  requireMethod(taken.method);
  const { left } = readTill(core);
  const isCovered = core.state().cart.payments.length > 0 && left.leftMinor <= 0;
  const isPaidBefore = isCovered && quoteOf(core.state(), core.state().cart).totalMinor >= 0;
  return completeSale(core, isPaidBefore ? [] : [closingPayment(core, taken)]);
}

/** What is due of a layaway is kept by itself; nobody hands it over. */
function requireMethod(method: PaymentMethod): void {
  if (method === "deposit") throw new DomainError("payment_method_unknown", { method });
}

function closingPayment(core: EngineCore, taken: PaymentTaken): PaymentRequest {
  const { cart, store, incrementMinor, left } = readTill(core);
  const { method, tenderedMinor, foreign } = taken;
  const common = { paymentId: core.ports.newId(), method, reference: taken.reference ?? null };
  if (method !== CASH_METHOD) {
    if (foreign) throw new DomainError("currency_rate_missing", { currency: foreign.currency });
    return { ...common, amountMinor: closingAmount(cart, left, incrementMinor) };
  }
  if (foreign) return { ...common, foreign: foreignTender(store, foreign).foreign };
  if (tenderedMinor === undefined) return common;
  const isBack = left.leftMinor < 0 && tenderedMinor > 0;
  return { ...common, tenderedMinor: isBack ? minor(-tenderedMinor) : tenderedMinor };
}

/** A part that covers what is left ends the sale; any other is kept with the cart [TS11]. */
async function addPayment(core: EngineCore, taken: PartTaken): Promise<PaidSale | null> {
  requireText("reference", taken.reference ?? null, REFERENCE_MAX);
  requireMethod(taken.method);
  const till = readTill(core);
  const { foreign, ...rest } = taken;
  const offered = foreign ? foreignTender(till.store, foreign) : null;
  const amountMinor = offered?.worthMinor ?? signedAmount(taken.amountMinor, till.left);
  if (taken.method !== CASH_METHOD && isAbove(amountMinor, till.left)) {
    throw new DomainError("payment_above_total", {
      excessMinor: Math.abs(amountMinor - till.left.leftMinor),
    });
  }
  if (coversAll(amountMinor, taken.method, till.left)) {
    const tendered = foreign ? { foreign } : { tenderedMinor: amountMinor };
    return takePayment(core, { method: rest.method, ...tendered, ...referenceOf(taken) });
  }
  requirePart(taken, { amountMinor, ...till });
  const part: PartPaymentRecord = {
    paymentId: core.ports.newId(),
    method: taken.method,
    amountMinor,
    tenderedMinor: amountMinor,
    foreign: offered?.foreign ?? null,
    reference: taken.reference ?? null,
    takenAt: core.ports.clock.now(),
  };
  await keepPart(core, part);
  return null;
}

function referenceOf({ reference }: PartTaken): { reference?: string } {
  return reference === undefined ? {} : { reference };
}

/** Money that goes back is stated as a magnitude, as the plan states it. */
function signedAmount(amountMinor: Minor, left: MoneyLeft): Minor {
  const isAmount = Number.isInteger(amountMinor) && Math.abs(amountMinor) <= MINOR_MAX;
  if (!isAmount || amountMinor === 0) throw new DomainError("invalid_money");
  if (left.leftMinor < 0) return minor(-Math.abs(amountMinor));
  if (amountMinor < 0) throw new DomainError("invalid_money");
  return amountMinor;
}

function isAbove(amountMinor: Minor, { leftMinor }: MoneyLeft): boolean {
  return Math.abs(amountMinor) > Math.abs(leftMinor);
}

function coversAll(amountMinor: Minor, method: PaymentMethod, left: MoneyLeft): boolean {
  const dueMinor = method === CASH_METHOD ? left.cashDueMinor : left.leftMinor;
  return dueMinor < 0 ? amountMinor <= dueMinor : amountMinor >= dueMinor;
}

function requirePart(
  taken: PartTaken,
  part: { amountMinor: Minor; cart: CartRecord; incrementMinor: Minor },
): void {
  const { amountMinor, cart, incrementMinor } = part;
  const isHomeCash = taken.method === CASH_METHOD && !taken.foreign;
  // Coins cannot pay it, so it cannot have been handed over.
  if (isHomeCash && amountMinor % incrementMinor !== 0) throw new DomainError("invalid_money");
  if (taken.foreign && taken.method !== CASH_METHOD) {
    throw new DomainError("currency_rate_missing", { currency: taken.foreign.currency });
  }
  if (cart.payments.length >= PAYMENTS_MAX) {
    throw new DomainError("validation_failed", { field: "payments", max: PAYMENTS_MAX });
  }
}

/** Money that was taken must not be forgotten: the disk has it before the screen says so. */
async function keepPart(core: EngineCore, part: PartPaymentRecord): Promise<void> {
  const cart = openCart(core);
  writeCart(core, { ...cart, payments: [...cart.payments, part] }, null);
  try {
    await settleCartWrites(core);
    if (!core.state().isTraining) await core.log.saveCart(core.state().cart);
  } catch (error) {
    removePayment(core, part.paymentId);
    throw error;
  }
}

function removePayment(core: EngineCore, paymentId: string): void {
  const cart = openCart(core);
  const payments = cart.payments.filter((payment) => payment.paymentId !== paymentId);
  if (payments.length < cart.payments.length) writeCart(core, { ...cart, payments }, null);
}

/** Give back as `cart.payoutPlan` says; cash is what is left after the others. */
async function payOut(core: EngineCore): Promise<PaidSale> {
  const { cart, incrementMinor, left } = readTill(core);
  if (left.leftMinor >= 0) throw new DomainError("payment_above_total");
  const plan = payoutPlan(cart, left, incrementMinor);
  return completeSale(
    core,
    plan.map(({ method, amountMinor }) => ({
      paymentId: core.ports.newId(),
      method,
      ...(method === CASH_METHOD ? {} : { amountMinor: minor(-amountMinor) }),
    })),
  );
}
