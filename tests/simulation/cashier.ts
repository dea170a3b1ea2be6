import { isDomainError } from "../../core/errors";
import { minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { instant, toIso } from "../../core/time";
import type { PaidSale, TillStatus } from "../../till/react/till-state";
import type { OutboxRow } from "../../till/store/log-records";
import { createTillLog } from "../../till/store/till-log";
import type { Chance } from "./chance";
import { terminalOf } from "./device";
import type { Page } from "./page";
import type { Shop } from "./shop";
import { peek } from "./sim-disk";
import type { Witness } from "./witness";

export type Counter = {
  readonly chance: Chance;
  readonly shop: Shop;
  readonly witness: Witness;
  readonly storeId: string;
};

type Act = (counter: Counter, page: Page) => unknown;

/** One act of whoever stands at the till, as far as the till lets them. */
export async function act(counter: Counter, page: Page, mayTrade: boolean): Promise<void> {
  if (page.isBusy || !page.isAlive()) return;
  page.isBusy = true;
  try {
    await chooseAct(counter, page, mayTrade)(counter, page);
  } catch (error) {
    noteRefusal(counter.witness, error);
  }
  page.isBusy = false;
}

/** A refusal is the till's good right, and so is a full disk's; anything else is a defect. */
function noteRefusal(witness: Witness, error: unknown): void {
  if (isDomainError(error) || error instanceof DOMException) {
    witness.trace?.(`refused: ${error.message}`);
    return;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  witness.blame("S1 a till never breaks", text.slice(0, 600));
}

const NOTHING: Act = () => undefined;

function chooseAct(counter: Counter, page: Page, mayTrade: boolean): Act {
  const { chance } = counter;
  const { till, sync } = page.engine.getSnapshot();
  const isCopy = sync.attention === "lease_conflict";
  if (isCopy) requireFork(counter, page);
  switch (till.status) {
    case "loading":
      return NOTHING;
    case "not_enrolled":
    case "wiped":
      return enrol;
    default:
      if (isCopy && (!mayTrade || chance.happens(0.1))) return relink;
      return mayTrade ? work(chance, till.status) : NOTHING;
  }
}

/** Only a device of which there are two logs may be taken for a copy. */
function requireFork({ witness }: Counter, { device }: Page): void {
  const terminalId = terminalOf(device);
  if (terminalId === null || witness.forked.has(terminalId)) return;
  witness.blame("S2 a genuine till is no copy", `${device.name} ${terminalId}`);
}

function work(chance: Chance, status: TillStatus): Act {
  if (status === "locked") return unlock;
  return status === "shift_closed" ? openShift : trade(chance);
}

const TRADES: readonly (readonly [number, Act])[] = [
  [70, sell],
  [8, bringBack],
  [4, voidSale],
  [5, park],
  [3, recall],
  [2, closeShift],
  [2, openDrawer],
  [2, emptyCart],
  [1, train],
  [2, (_, page) => page.engine.commands.syncNow()],
];
const WEIGHT = TRADES.reduce((sum, [weight]) => sum + weight, 0);

function trade(chance: Chance): Act {
  let left = chance.below(WEIGHT);
  for (const [weight, chosen] of TRADES) {
    left -= weight;
    if (left < 0) return chosen;
  }
  return sell;
}

async function enrol({ storeId }: Counter, page: Page): Promise<void> {
  const { registerId } = page.device;
  await page.engine.commands.enrolDevice({ storeId, registerId, replaceActive: true });
}

/** A device that the server takes for a copy: its events go into a file, it becomes a new terminal. */
async function relink(counter: Counter, page: Page): Promise<void> {
  const { commands } = page.engine;
  const file = await commands.exportUnsent();
  await commands.noteUnsentSaved(file);
  for (const { terminalId, sequence } of file.through) {
    const known = counter.witness.exported.get(terminalId) ?? 0;
    counter.witness.exported.set(terminalId, Math.max(known, sequence));
  }
  counter.witness.trace?.(`${page.device.name} saves ${file.eventCount} events and links anew`);
  await enrol(counter, page);
}

async function unlock({ chance, shop }: Counter, page: Page): Promise<void> {
  await page.engine.commands.unlock(chance.pick(shop.cashiers));
}

async function openShift(_: Counter, page: Page): Promise<void> {
  await page.engine.commands.openShift({ floatMinor: minor(100_000) });
}

async function closeShift({ chance }: Counter, page: Page): Promise<void> {
  const { till } = page.engine.getSnapshot();
  if (!("shift" in till) || till.shift === null) return;
  const { expectedCashMinor } = till.shift;
  const counted = Math.max(0, expectedCashMinor + chance.between(-300, 300));
  await page.engine.commands.closeShift({ countedCashMinor: minor(counted) });
}

async function sell(counter: Counter, page: Page): Promise<void> {
  const { chance } = counter;
  const { cart } = page.engine.getSnapshot();
  if (cart.lines.length === 0) fillCart(counter, page);
  // Now and then somebody else comes first, and the cart waits.
  if (chance.happens(0.15)) return;
  await pay(counter, page);
}

function fillCart({ chance, shop }: Counter, page: Page): void {
  const { commands } = page.engine;
  for (let left = chance.between(1, 4); left > 0; left -= 1) {
    const { id, isWeighed } = chance.pick(shop.products);
    if (!page.engine.findProduct(id)) continue;
    const quantity = isWeighed ? chance.between(50, 3_000) : chance.between(1, 4) * 1_000;
    commands.addProduct({ productId: id, quantityMilli: quantityMilli(quantity) });
  }
  const [line] = page.engine.getSnapshot().cart.lines;
  if (line && chance.happens(0.1)) {
    const discount = { percentPpm: chance.between(1, 90) * 1_000 };
    commands.setLineDiscount({ lineId: line.lineId, discount, reason: "dented" });
  }
}

async function pay(counter: Counter, page: Page): Promise<void> {
  const { chance } = counter;
  const { cart } = page.engine.getSnapshot();
  const { commands } = page.engine;
  if (cart.lines.length === 0) return;
  if (cart.isPayout) {
    acknowledge(counter, page, await commands.payOut());
    return;
  }
  if (chance.happens(0.12)) {
    const amountMinor = minor(chance.between(1, 80) * 100);
    const paid = await commands.addPayment({ method: chance.pick(["card", "cash"]), amountMinor });
    if (paid) acknowledge(counter, page, paid);
    return;
  }
  const method = chance.pick(["cash", "cash", "card", "mpesa"] as const);
  acknowledge(counter, page, await commands.takePayment({ method }));
}

/** The customer walks away with a receipt: from here on the sale may not be lost. */
function acknowledge({ witness }: Counter, page: Page, paid: PaidSale): void {
  const { device } = page;
  const { log } = device.disk;
  const place = peek<readonly [string, number]>(log, "documents", paid.saleId);
  const row = place && peek<OutboxRow>(log, "outbox", place);
  if (!row) {
    witness.blame("I1 acknowledged after it is durable", `${device.name} ${paid.receiptNumber}`);
    return;
  }
  const { terminalId, sequence, eventId, hash } = row.envelope;
  witness.trace?.(`${device.name} paid ${paid.receiptNumber} as ${sequence} (${paid.totalMinor})`);
  witness.acknowledged.push({
    device: device.name,
    generation: device.generation,
    terminalId,
    sequence,
    eventId,
    hash,
    saleId: paid.saleId,
    receiptNumber: paid.receiptNumber,
    kind: paid.kind,
    totalMinor: paid.totalMinor,
    isTraining: paid.isTraining,
  });
}

/** Goods of a receipt come back; the receipt may be of any till. */
async function bringBack(counter: Counter, page: Page): Promise<void> {
  const { chance, witness } = counter;
  const { commands } = page.engine;
  const sales = witness.acknowledged.filter(({ kind }) => kind === "sale").slice(-20);
  if (sales.length === 0 || page.engine.getSnapshot().cart.lines.length > 0) return;
  const sale = await commands.findReceipt(chance.pick(sales).receiptNumber);
  const found = chance.pick(sale.lines);
  if (!found || found.leftMilli <= 0) return;
  const { line, leftMilli } = found;
  const whole = line.unit === "each" ? 1_000 * chance.between(1, leftMilli / 1_000) : leftMilli;
  commands.addReturn({
    sale,
    lines: [{ lineId: line.lineId, quantityMilli: quantityMilli(whole) }],
    reason: "faulty",
  });
  await pay(counter, page);
}

async function voidSale(counter: Counter, page: Page): Promise<void> {
  const { commands } = page.engine;
  const recent = await commands.listRecentSales(20);
  const sale = recent.find(({ canVoid }) => canVoid);
  if (!sale) return;
  const paid = await commands.voidSale({ saleId: sale.saleId, reason: "wrong customer" });
  acknowledge(counter, page, paid);
}

async function park(counter: Counter, page: Page): Promise<void> {
  if (page.engine.getSnapshot().cart.lines.length === 0) fillCart(counter, page);
  await page.engine.commands.parkCart();
}

async function recall({ chance }: Counter, page: Page): Promise<void> {
  const { heldCarts, cart } = page.engine.getSnapshot();
  if (heldCarts.length === 0 || cart.lines.length > 0) return;
  await page.engine.commands.recallCart(chance.pick(heldCarts).heldCartId);
}

async function openDrawer(_: Counter, page: Page): Promise<void> {
  await page.engine.commands.openDrawer({ reason: "coins" });
}

async function emptyCart(_: Counter, page: Page): Promise<void> {
  if (page.engine.getSnapshot().cart.lines.length === 0) return;
  await page.engine.commands.voidCart({ reason: "left" });
}

/** A sale that counts nothing, by somebody who learns. */
async function train(counter: Counter, page: Page): Promise<void> {
  const { commands } = page.engine;
  commands.setTraining(true);
  try {
    fillCart(counter, page);
    await pay(counter, page);
  } finally {
    if (page.engine.getSnapshot().cart.lines.length === 0) commands.setTraining(false);
  }
}

/** The type that only a later release writes and reads. */
export const TOMORROWS_TYPE = "GREETING_SAID";

/** A till of the next release says something that this server has to learn first. */
export async function sayTomorrowsEvent({ chance, shop }: Counter, page: Page): Promise<void> {
  const log = createTillLog(page.store.log);
  await log.commit({
    documentId: null,
    decide: (context) => ({
      draft: {
        v: 1,
        eventId: chance.uuid(),
        terminalId: context.enrolment.certificate.terminalId,
        sequence: context.nextSequence,
        type: TOMORROWS_TYPE,
        typeVersion: 1,
        createdAt: toIso(instant(1_777_000_000_000)),
        clock: { bootId: "tomorrow", monoMs: 0, lastServerTime: null, lastServerMonoMs: null },
        businessDate: context.shift?.businessDate ?? "2026-04-30",
        shiftId: context.shift?.shiftId ?? null,
        cashierId: shop.cashiers[0]?.staffId ?? "",
        catalogRev: "",
        appVersion: "9.0.0",
        payload: { reason: "good morning", approvals: [] },
      },
      storedAt: instant(1_777_000_000_000),
      totalMinor: null,
      shift: context.shift,
    }),
  });
}
