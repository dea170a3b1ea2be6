import type { QuotedLine } from "../../core/cart/quote-cart";
import { addMinor, type Minor, minor, ZERO_MINOR } from "../../core/money/minor";
import type { TraceStep } from "../../core/pricing/price-trace";
import type { TaxGroup } from "../../core/tax/tax-group";
import type { CartLineView } from "../react/till-state";
import type { CartLineRecord } from "../store/log-records";

/** A line as the screen shows it: what was put in and what the engine made of it. */
export function lineView(
  line: CartLineRecord,
  quoted: QuotedLine,
  groups: ReadonlyMap<string, TaxGroup>,
): CartLineView {
  const { pricesIncludeTax, trace } = quoted;
  const rates = line.returned ? [] : (groups.get(line.taxGroupCode)?.rates ?? []);
  return {
    lineId: line.lineId,
    productId: line.productId,
    sku: line.sku,
    name: line.name,
    unit: line.unit,
    quantityMilli: line.quantityMilli,
    unitPriceMinor: quoted.unitPriceMinor,
    listPriceMinor: listPriceIn(trace),
    isPriceChanged: line.stated?.why === "override",
    pricesIncludeTax,
    subtotalMinor: quoted.subtotalMinor,
    discountMinor: quoted.discountMinor,
    promotionMinor: quoted.promotionMinor,
    promotions: promotionsIn(trace),
    lineDiscount: line.discount,
    lineDiscountMinor: lineDiscountIn(trace),
    amountMinor: pricesIncludeTax ? quoted.grossMinor : quoted.netMinor,
    netMinor: quoted.netMinor,
    taxMinor: quoted.taxMinor,
    grossMinor: quoted.grossMinor,
    taxes: quoted.taxes,
    rates,
    points: quoted.points,
    trace,
    returned: line.returned,
    isReturn: line.quantityMilli < 0,
    note: line.note,
  };
}

function listPriceIn(trace: readonly TraceStep[]): Minor | null {
  const list = trace.find((step) => step.kind === "list");
  return list ? minor(list.unitPriceMinor) : null;
}

function lineDiscountIn(trace: readonly TraceStep[]): Minor {
  const step = trace.find((candidate) => candidate.kind === "line_discount");
  return step ? minor(step.amountMinor) : ZERO_MINOR;
}

/** One entry a promotion, however often it was taken. */
function promotionsIn(trace: readonly TraceStep[]): CartLineView["promotions"] {
  const byId = new Map<string, CartLineView["promotions"][number]>();
  for (const step of trace) {
    if (step.kind !== "promotion") continue;
    const known = byId.get(step.promotionId)?.amountMinor ?? ZERO_MINOR;
    const amountMinor = addMinor(known, minor(step.amountMinor));
    byId.set(step.promotionId, { name: step.name, amountMinor });
  }
  return [...byId.values()];
}
