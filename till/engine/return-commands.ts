import { isPayOutWithin } from "../../core/access/within-limits";
import { DomainError } from "../../core/errors";
import { minor, ZERO_MINOR } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { computeReturn, type ReturnedLine } from "../../core/sale/return-line";
import type { Approval, SaleLine } from "../../core/sale/sale-document";
import type { TillCommands } from "../react/till-commands";
import type { ReturnableSale } from "../react/till-state";
import type { CartLineRecord, CartRecord, ReturnedSale } from "../store/log-records";
import { requireAllowed } from "./approval";
import { requirePrice, requireQuantity, requireReason } from "./cart";
import { itemOf } from "./cart-commands";
import type { EngineCore } from "./engine-core";
import type { Authority } from "./limited-act";
import { offlineSales } from "./offline-returns";
import { openCart, quoteChanged, requireSelling, writeCart } from "./open-cart";
import { comesBackMinor } from "./pay-out-limit";
import { requireStore } from "./require-cashier";
import { requireReturnLimit } from "./return-limit";

export function createReturnCommands(
  core: EngineCore,
): Pick<TillCommands, "addReturn" | "addReturnWithoutReceipt"> {
  return {
    addReturn: (request) => addReturn(core, request, null),
    addReturnWithoutReceipt: (request) => addReturnWithoutReceipt(core, request, null),
  };
}

type ReturnRequest = Parameters<TillCommands["addReturn"]>[0];

/** Goods of a receipt come back at what they were sold for, and never more than was sold [TB2]. */
function addReturn(core: EngineCore, request: ReturnRequest, authority: Authority | null): void {
  requireSelling(core);
  const { sale } = request;
  const { currency } = requireStore(core);
  if (sale.currency !== currency) throw new DomainError("currency_mismatch", { currency });
  const cart = openCart(core);
  const lines = request.lines.reduce(
    (known, asked) => withReturn(core, known, { sale, asked }),
    cart.lines,
  );
  const changed = { ...cart, lines, returnedSales: withSale(cart, sale) };
  requireOfflineRoom(changed, sale);
  const amountMinor = minor(-worthOf(lines) + worthOf(cart.lines));
  const backMinor = comesBackMinor(changed, quoteChanged(core, changed));
  const approval = requireAllowed(
    core,
    {
      permission: "sale.refund",
      act: "return",
      subject: sale.receiptNumber,
      amountMinor,
      reason: request.reason,
      isWithin: (limits) => isPayOutWithin(backMinor, limits),
      run: (granted) => addReturn(core, request, granted),
    },
    authority,
  );
  const reason = requireReason(request.reason.trim() || authority?.reason);
  writeReturn(core, changed, { reason, approvals: approval ? [approval] : [] });
}

function writeReturn(
  core: EngineCore,
  cart: CartRecord,
  { reason, approvals }: { reason: string; approvals: readonly Approval[] },
): void {
  const returnReason = cart.returnReason ?? reason;
  const changed = { ...cart, returnReason, approvals: [...cart.approvals, ...approvals] };
  const last = changed.lines.at(-1);
  const touch = last ? ({ kind: "added", lineId: last.lineId, name: last.name } as const) : null;
  writeCart(core, changed, touch, { multiplierMilli: null, prompt: null });
}

/** One line for each line of the receipt, so that parts of it are counted together. */
function withReturn(
  core: EngineCore,
  lines: readonly CartLineRecord[],
  { sale, asked }: { sale: ReturnableSale; asked: ReturnRequest["lines"][number] },
): readonly CartLineRecord[] {
  const found = sale.lines.find(({ line }) => line.lineId === asked.lineId);
  if (!found) throw new DomainError("return_exceeds_sold", { leftMilli: 0 });
  requireQuantity(found.line.unit, asked.quantityMilli);
  const known = lines.find((line) => line.returned?.lineId === asked.lineId);
  const quantity = quantityMilli((known?.quantityMilli ?? 0) - asked.quantityMilli);
  const returned = returnedLineOf(sale, found.line, found.returnedMilli);
  // Refuses here what would otherwise stand in the cart.
  computeReturn(returned, quantityMilli(-quantity));
  const line = lineOfReturn(core, { found: found.line, returned, known });
  const others = lines.filter((candidate) => candidate !== known);
  return [...others, { ...line, quantityMilli: quantity }];
}

/** What a sold line was, so that its parts give back their shares of it. */
export function returnedLineOf(
  sale: { readonly saleId: string; readonly receiptNumber: string },
  line: SaleLine,
  returnedBeforeMilli: number,
): ReturnedLine {
  const { subtotalMinor, discountMinor, netMinor, taxMinor, grossMinor, points, taxes } = line;
  return {
    saleId: sale.saleId,
    lineId: line.lineId,
    receiptNumber: sale.receiptNumber,
    soldQuantityMilli: line.quantityMilli,
    returnedBeforeMilli,
    sold: { subtotalMinor, discountMinor, netMinor, taxMinor, grossMinor, points, taxes },
  };
}

function lineOfReturn(
  core: EngineCore,
  source: { found: SaleLine; returned: ReturnedLine; known: CartLineRecord | undefined },
): Omit<CartLineRecord, "quantityMilli"> {
  const { found, returned, known } = source;
  const unitPriceMinor = minor(found.unitPriceMinor);
  const { pricesIncludeTax } = found;
  return {
    lineId: known?.lineId ?? core.ports.newId(),
    productId: found.productId,
    sku: found.sku,
    name: found.name,
    unit: found.unit,
    stated: { why: "given", unitPriceMinor, pricesIncludeTax, reason: null },
    prices: [],
    knownPriceMinor: unitPriceMinor,
    embeddedMinor: null,
    discount: null,
    taxGroupCode: found.taxGroupCode,
    isStocked: found.isStocked,
    returned,
    note: known?.note ?? null,
  };
}

function worthOf(lines: readonly CartLineRecord[]): number {
  return lines.reduce((sum, { returned, quantityMilli: quantity }) => {
    if (!returned) return sum;
    return sum + computeReturn(returned, quantityMilli(-quantity)).grossMinor;
  }, 0);
}

/** The tenders of the sale, and what had gone back to them before this cart. */
function withSale(cart: CartRecord, sale: ReturnableSale): readonly ReturnedSale[] {
  if (cart.returnedSales.some((known) => known.saleId === sale.saleId)) return cart.returnedSales;
  const repaid = sale.lines.reduce((sum, { line, returnedMilli }) => {
    if (returnedMilli === 0) return sum;
    return sum - computeReturn(returnedLineOf(sale, line, 0), returnedMilli).grossMinor;
  }, 0);
  const { saleId, payments: paid } = sale;
  const offline = sale.offline ? { isOffline: true } : {};
  return [...cart.returnedSales, { saleId, paid, repaidMinor: minor(repaid), ...offline }];
}

/** Refuse at once what the payment would refuse [TB4]. */
function requireOfflineRoom(cart: CartRecord, { offline }: ReturnableSale): void {
  if (!offline) return;
  const ids = offlineSales(cart);
  const lines = cart.lines.filter((line) => line.returned && ids.has(line.returned.saleId));
  if (0 - worthOf(lines) > offline.leftMinor) throw new DomainError("return_till_limit");
}

type PlainReturn = Parameters<TillCommands["addReturnWithoutReceipt"]>[0];

/** Goods that nobody can show a receipt of: at today's price, by permission and limit [TA4]. */
function addReturnWithoutReceipt(
  core: EngineCore,
  request: PlainReturn,
  authority: Authority | null,
): void {
  requireSelling(core);
  const product = core.state().catalog.find(request.productId);
  if (!product) throw new DomainError("product_not_found");
  const item = itemOf(core, product, request.quantityMilli);
  const { unitPriceMinor } = request;
  if (unitPriceMinor !== undefined) requirePrice(unitPriceMinor);
  const typed = unitPriceMinor ?? null;
  if (typed === null && item.knownPriceMinor === null) throw new DomainError("price_not_valid");
  const line: CartLineRecord = {
    ...item,
    lineId: core.ports.newId(),
    quantityMilli: quantityMilli(-item.quantityMilli),
    stated:
      typed === null || typed === item.knownPriceMinor
        ? null
        : { why: "given", unitPriceMinor: typed, pricesIncludeTax: null, reason: null },
    knownPriceMinor: item.knownPriceMinor ?? typed ?? ZERO_MINOR,
    discount: null,
    note: null,
  };
  const cart = openCart(core);
  const changed = { ...cart, lines: [...cart.lines, line] };
  const approvals = requireReturnLimit(core, {
    changed,
    reason: request.reason,
    authority,
    run: (granted) => addReturnWithoutReceipt(core, request, granted),
  });
  const reason = requireReason(request.reason.trim() || authority?.reason);
  writeReturn(core, changed, { reason, approvals });
}
