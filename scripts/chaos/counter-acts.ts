import { minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import type { DemoRandom } from "../../db/seed/demo-random";
import type { TillEngine } from "../../till/engine/create-till-engine";
import type { PaidSale } from "../../till/react/till-state";
import type { FleetProduct } from "./terminal-messages";

const LINES_MAX = 6;
const PIECES_MAX = 4;
const GRAMS = [80, 2_500] as const;
const RECENT = 30;
const FLOAT_MINOR = 500_000;

type Act = {
  readonly weight: number;
  readonly run: (
    till: TillEngine,
    random: DemoRandom,
    products: readonly FleetProduct[],
  ) => Promise<PaidSale | null>;
};

/** What happens at a counter, and how often. */
const ACTS: readonly Act[] = [
  { weight: 88, run: sell },
  { weight: 5, run: takeBack },
  { weight: 3, run: voidOne },
  { weight: 2, run: leave },
  { weight: 2, run: changeShift },
];

/** One thing that a cashier does, drawn at random; the answer is what the till said was paid. */
export function drawAct(
  till: TillEngine,
  random: DemoRandom,
  products: readonly FleetProduct[],
): Promise<PaidSale | null> {
  const act = random.pick(ACTS, ({ weight }) => weight);
  return (act?.run ?? sell)(till, random, products);
}

async function sell(
  till: TillEngine,
  random: DemoRandom,
  products: readonly FleetProduct[],
): Promise<PaidSale> {
  fillCart(till, random, products);
  if (random.chance(0.1)) {
    const percentPpm = random.between(1, 5) * 10_000;
    till.commands.setOrderDiscount({ discount: { percentPpm }, reason: "Regular customer" });
  }
  const { totalMinor } = till.getSnapshot().cart;
  const method = random.chance(0.6) ? "cash" : random.chance(0.5) ? "card" : "mpesa";
  if (random.chance(0.1) && totalMinor > 1) {
    const amountMinor = minor(random.between(1, totalMinor - 1));
    await till.commands.addPayment({ method: "card", amountMinor });
  }
  return till.commands.takePayment({ method });
}

function fillCart(till: TillEngine, random: DemoRandom, products: readonly FleetProduct[]): void {
  const count = random.between(1, LINES_MAX);
  for (let line = 0; line < count; line += 1) {
    const product = random.pick(products, () => 1);
    if (!product) continue;
    const { productId, isWeighed } = product;
    const quantity = isWeighed ? random.between(...GRAMS) : random.between(1, PIECES_MAX) * 1_000;
    till.commands.addProduct({
      productId,
      isVariantChosen: true,
      quantityMilli: quantityMilli(quantity),
    });
  }
}

/** A piece of a receipt of this till comes back. */
async function takeBack(till: TillEngine, random: DemoRandom): Promise<PaidSale | null> {
  const recent = await till.commands.listRecentSales(RECENT);
  const sales = recent.filter(({ kind, isVoided }) => kind === "sale" && !isVoided);
  const chosen = random.pick(sales, () => 1);
  if (!chosen) return null;
  const sale = await till.commands.findReceipt(chosen.receiptNumber);
  const lines = sale.lines.filter(({ leftMilli }) => leftMilli > 0);
  const found = random.pick(lines, () => 1);
  if (!found) return null;
  const { lineId, unit } = found.line;
  const quantity = unit === "each" ? quantityMilli(1_000) : found.leftMilli;
  const returned = [{ lineId, quantityMilli: quantity }];
  till.commands.addReturn({ sale, lines: returned, reason: "Damaged" });
  return till.commands.payOut();
}

async function voidOne(till: TillEngine, random: DemoRandom): Promise<PaidSale | null> {
  const recent = await till.commands.listRecentSales(RECENT);
  const chosen = random.pick(
    recent.filter(({ canVoid }) => canVoid),
    () => 1,
  );
  if (!chosen) return null;
  return till.commands.voidSale({ saleId: chosen.saleId, reason: "Wrong customer" });
}

/** The customer goes without buying: an event that moves no money. */
async function leave(
  till: TillEngine,
  random: DemoRandom,
  products: readonly FleetProduct[],
): Promise<null> {
  fillCart(till, random, products);
  await till.commands.voidCart({ reason: "Customer left" });
  return null;
}

async function changeShift(till: TillEngine, random: DemoRandom): Promise<null> {
  const { till: state } = till.getSnapshot();
  const expected = "shift" in state ? (state.shift?.expectedCashMinor ?? 0) : 0;
  const short = random.chance(0.2) ? random.between(0, 500) : 0;
  await till.commands.closeShift({ countedCashMinor: minor(Math.max(0, expected - short)) });
  await till.commands.openShift({ floatMinor: minor(FLOAT_MINOR) });
  return null;
}
