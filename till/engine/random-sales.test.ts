import fc from "fast-check";
import { expect, test } from "vitest";
import { isDomainError } from "../../core/errors";
import { minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { projectFact } from "../../core/sale/project-event";
import type { EventPlace } from "../../core/sale/projection";
import { type Fact, readFact } from "../../core/sale/read-fact";
import { instant } from "../../core/time";
import {
  CUSTOMER_ID,
  change,
  customerChanges,
  EXEMPT_ID,
  FLOUR,
  FRESH_ID,
  MILK,
  promotion,
  SHOP,
  STORE_ID,
  SUKUMA,
  SUPERVISOR_ID,
} from "../testing/fake-shop";
import { createTestShop, openSellingTill, openTill, type TestShop } from "../testing/test-till";
import type { TillEngine } from "./create-till-engine";

const PRODUCTS = [FLOUR.id, MILK.id, SUKUMA.id];
const SUPERVISOR = { staffId: SUPERVISOR_ID, pin: "222222" };

/** Everything that a counter may do, each with two numbers of chance. */
const ACTS: Record<string, (till: TillEngine, a: number, b: number) => unknown> = {
  add: (till, a, b) =>
    till.commands.addProduct({
      productId: PRODUCTS[a % PRODUCTS.length] ?? "",
      quantityMilli: quantityMilli(a % 3 === 2 ? (b % 5_000) + 1 : ((b % 9) + 1) * 1_000),
    }),
  open: (till, a, b) =>
    till.commands.addOpenItem({
      name: "Something",
      unitPriceMinor: minor(b % 20_000),
      taxGroupCode: a % 2 === 0 ? "A" : "Z",
    }),
  quantity: (till, a, b) =>
    till.commands.setQuantity({
      lineId: lineOf(till, a),
      quantityMilli: quantityMilli(((b % 9) + 1) * 1_000),
    }),
  discount: (till, a, b) =>
    till.commands.setLineDiscount({
      lineId: lineOf(till, a),
      discount: a % 2 === 0 ? { percentPpm: (b % 400_000) + 1 } : { amountMinor: minor(b % 5_000) },
      reason: "dented",
    }),
  order: (till, a, b) =>
    till.commands.setOrderDiscount({
      discount: a % 2 === 0 ? { percentPpm: (b % 300_000) + 1 } : { amountMinor: minor(b % 9_000) },
      reason: "regular",
    }),
  price: (till, a, b) =>
    till.commands.overridePrice({
      lineId: lineOf(till, a),
      unitPriceMinor: minor(b % 30_000),
      reason: "label",
    }),
  remove: (till, a) => till.commands.removeLine({ lineId: lineOf(till, a), reason: "too dear" }),
  customer: (till, a) =>
    till.commands.attachCustomer([CUSTOMER_ID, EXEMPT_ID, null][a % 3] ?? null),
  coupon: (till) => till.commands.addCoupon("TEN"),
  tip: (till, _a, b) => till.commands.setTip(minor(b % 2_000)),
  part: (till, a, b) =>
    till.commands.addPayment({
      method: (["cash", "card", "mpesa"] as const)[a % 3] ?? "cash",
      amountMinor: minor((b % 300) * 100),
    }),
  dollars: (till, _a, b) =>
    till.commands.addPayment({
      method: "cash",
      amountMinor: minor(1),
      foreign: { currency: "USD", tenderedMinor: minor((b % 400) + 1) },
    }),
  pay: (till, a) =>
    till.getSnapshot().cart.isPayout
      ? till.commands.payOut()
      : till.commands.takePayment({ method: a % 2 === 0 ? "cash" : "card" }),
  bringBack: (till, a, b) => bringBack(till, a, b),
  plainReturn: (till, a, b) =>
    till.commands.addReturnWithoutReceipt({
      productId: MILK.id,
      quantityMilli: quantityMilli(((b % 3) + 1) * 1_000),
      reason: `faulty ${a}`,
    }),
  park: (till) => till.commands.parkCart(),
  quote: (till) => till.commands.makeQuote(),
  deposit: (till, a, b) =>
    till.commands.payDeposit({
      method: a % 2 === 0 ? "cash" : "card",
      amountMinor: minor((b % 50_000) + 1),
    }),
  recall: (till, a) => till.commands.recallCart(heldOf(till, a)),
  cancel: (till, a) =>
    till.commands.cancelLayaway({ heldCartId: heldOf(till, a), reason: "moved away" }),
  voidCart: (till) => till.commands.voidCart({ reason: "left" }),
  voidSale: async (till, a) => {
    const recent = await till.commands.listRecentSales(50);
    const sale = recent.filter(({ canVoid }) => canVoid)[a % 5];
    if (sale) await till.commands.voidSale({ saleId: sale.saleId, reason: "wrong customer" });
  },
};

function lineOf(till: TillEngine, number: number): string {
  const { lines } = till.getSnapshot().cart;
  return lines[number % Math.max(1, lines.length)]?.lineId ?? "";
}

function heldOf(till: TillEngine, number: number): string {
  const { heldCarts } = till.getSnapshot();
  return heldCarts[number % Math.max(1, heldCarts.length)]?.heldCartId ?? "";
}

async function bringBack(till: TillEngine, a: number, b: number): Promise<void> {
  const recent = await till.commands.listRecentSales(50);
  const sales = recent.filter(({ kind, isVoided }) => kind === "sale" && !isVoided);
  const receipt = sales[a % Math.max(1, sales.length)]?.receiptNumber;
  if (!receipt) return;
  const sale = await till.commands.findReceipt(receipt);
  const found = sale.lines[b % Math.max(1, sale.lines.length)];
  if (!found) return;
  const { leftMilli, line } = found;
  const whole = Math.max(1_000, Math.ceil(leftMilli / 2_000) * 1_000);
  const quantity = line.unit === "each" ? whole : Math.max(1, Math.ceil(leftMilli / 3));
  const lines = [{ lineId: line.lineId, quantityMilli: quantityMilli(quantity) }];
  till.commands.addReturn({ sale, lines, reason: "faulty" });
}

async function tryAct(till: TillEngine, act: string, numbers: [number, number]): Promise<void> {
  try {
    await ACTS[act]?.(till, ...numbers);
  } catch (error) {
    if (!isDomainError(error)) throw error;
  }
}

const PLACE: EventPlace = {
  storeId: STORE_ID,
  registerId: "22222222-2222-4222-8222-222222222222",
  timezone: "Africa/Nairobi",
  dayEndsAtMinutes: 0,
  enrolledAt: instant(0),
  receivedAt: instant(0),
};

function moneyOf(fact: Fact): readonly { method: string; home: number; foreign: number }[] {
  const payments =
    fact.kind === "sale"
      ? fact.document.payments
      : fact.kind === "deposit"
        ? fact.deposit.payments
        : [];
  return payments.map(({ method, amountMinor, changeMinor, foreign }) => ({
    method,
    home: foreign ? -changeMinor : amountMinor,
    foreign: foreign?.tenderedMinor ?? 0,
  }));
}

/** What the server makes of the whole log, and whether the till's own figures are the same. */
async function checkBooks(shop: TestShop, till: TillEngine): Promise<Fact[]> {
  await shop.world.advance(120_000);
  const events = [...shop.server.inbox.values()].sort((x, y) => x.sequence - y.sequence);
  const facts = events.map((event) => {
    const fact = readFact(event);
    projectFact(event, fact, PLACE);
    return fact;
  });
  expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1));
  const cash = facts.flatMap(moneyOf).filter(({ method }) => method === "cash");
  const state = till.getSnapshot().till;
  const shift = "shift" in state ? state.shift : null;
  expect(shift?.expectedCashMinor).toBe(100_000 + cash.reduce((sum, { home }) => sum + home, 0));
  expect(shift?.foreignCash.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(
    cash.reduce((sum, { foreign }) => sum + foreign, 0),
  );
  checkReturns(facts);
  return facts;
}

type Sold = { left: number; leftMinor: number };

/** Nothing comes back in a larger quantity than it was sold in, and all of it gives back all. */
function checkReturns(facts: readonly Fact[]): void {
  const sold = new Map<string, Sold>();
  const lines = facts.flatMap((fact) => (fact.kind === "sale" ? fact.document.lines : []));
  for (const line of lines) {
    const { quantityMilli: left, grossMinor: leftMinor, returned } = line;
    if (!returned) sold.set(line.lineId, { left, leftMinor });
    else takeBack(sold.get(returned.lineId), { left, leftMinor });
  }
}

function takeBack(origin: Sold | undefined, back: Sold): void {
  if (!origin) throw new Error("goods came back that nobody sold");
  origin.left += back.left;
  origin.leftMinor += back.leftMinor;
  expect(origin.left).toBeGreaterThanOrEqual(0);
  if (origin.left === 0) expect(origin.leftMinor).toBe(0);
}

type DrawnAct = readonly [act: string, a: number, b: number, chance: number];

/** Tips, dollars, points, a coupon, a bundle, a discount on fresh goods, and two customers. */
function busyShop(terms: { pricesIncludeTax: boolean; cashIncrementMinor: number }): TestShop {
  const shop = createTestShop();
  const exchangeRates = [{ currency: "USD", rate: "129.35" }];
  const store = { ...SHOP, ...terms, exchangeRates, takesTips: true, pointsPpm: 10_000 };
  const nothing = { productIds: [], categoryIds: [], tags: [], excludedProductIds: [] };
  shop.server.changes.push(
    change("store", STORE_ID, store),
    promotion(1, { coupon: { code: "TEN", usesMax: null, usesPerCustomerMax: null } }),
    promotion(2, {
      target: { ...nothing, productIds: [MILK.id] },
      effect: { kind: "mix_and_match", quantity: 3, priceMinor: minor(15_000) },
    }),
    promotion(3, {
      target: { ...nothing, categoryIds: [FRESH_ID] },
      effect: { kind: "percent_off", percentPpm: 150_000 },
    }),
    ...customerChanges(),
  );
  return shop;
}

/** One act in thirty is followed by a power cut. */
async function runActs(shop: TestShop, run: readonly DrawnAct[]): Promise<TillEngine> {
  let till = await openSellingTill(shop);
  await till.commands.switchCashier(SUPERVISOR);
  for (const [act, a, b, chance] of run) {
    await tryAct(till, act, [a, b]);
    expect(till.getSnapshot().cart.lines).toBeDefined();
    if (chance > 0) continue;
    await till.stop();
    shop.disk.powerCut();
    till = openTill(shop);
    await till.start();
    await shop.world.advance(0);
    await till.commands.unlock(SUPERVISOR);
  }
  return till;
}

test("[TS10] whatever a counter does, the server reads every event and comes to the till's figures", async () => {
  const acts = fc.array(
    fc.tuple(
      fc.constantFrom("add", "add", "pay", ...Object.keys(ACTS)),
      fc.nat(1_000),
      fc.nat(1_000_000),
      fc.nat(30),
    ),
    { minLength: 20, maxLength: 60 },
  );
  const kinds = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(acts, fc.boolean(), fc.constantFrom(1, 100, 500), async (...drawn) => {
      const [run, pricesIncludeTax, cashIncrementMinor] = drawn;
      const shop = busyShop({ pricesIncludeTax, cashIncrementMinor });
      const till = await runActs(shop, run);
      for (const fact of await checkBooks(shop, till)) {
        kinds.set(fact.kind, (kinds.get(fact.kind) ?? 0) + 1);
      }
      expect(shop.reported).toEqual([]);
      await till.stop();
    }),
    { seed: 20_260_430, numRuns: 40, endOnFailure: true },
  );
  expect([...kinds.keys()].sort()).toEqual(["cart_voided", "deposit", "sale", "shift_opened"]);
}, 60_000);
