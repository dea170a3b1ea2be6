import { requireDiscountWithin } from "../../core/cart/discount";
import { minor } from "../../core/money/minor";
import { lineAmount, type QuantityMilli, quantityMilli } from "../../core/quantity/quantity";
import type { CartLineRecord } from "../store/log-records";
import { changeCartLine, requireQuantity } from "./cart";
import { changeWithinLimits } from "./discount-commands";
import type { EngineCore } from "./engine-core";
import type { Authority } from "./limited-act";
import { findLine, openCart, openQuote } from "./open-cart";

type QuantityRequest = { readonly lineId: string; readonly quantityMilli: QuantityMilli };

/**
 * How much of a line; goods that come back stay so, whatever the sign.
 *
 * @throws DomainError invalid_quantity | quantity_not_positive | quantity_not_whole |
 *         discount_exceeds_amount | return_exceeds_sold | approval_required
 */
export function setQuantity(
  core: EngineCore,
  request: QuantityRequest,
  authority: Authority | null = null,
): void {
  const line = findLine(core, request.lineId);
  if (!line) return;
  const isReturn = line.quantityMilli < 0;
  const quantity = isReturn ? Math.abs(request.quantityMilli) : request.quantityMilli;
  requireQuantity(line.unit, quantity);
  requireDiscountFits(core, line, quantity);
  const signed = quantityMilli(isReturn ? -quantity : quantity);
  const cart = changeCartLine(openCart(core), line.lineId, {
    quantityMilli: signed,
    // The barcode's price was for what it weighed; another quantity is counted by the list again.
    ...(signed === line.quantityMilli ? {} : { embeddedMinor: null }),
  });
  changeWithinLimits(core, {
    changed: cart,
    touch: { kind: "changed", lineId: line.lineId, name: line.name },
    act: "line_discount",
    reason: cart.returnReason,
    authority,
    run: (granted) => setQuantity(core, request, granted),
  });
}

function requireDiscountFits(
  core: EngineCore,
  line: CartLineRecord,
  quantity: QuantityMilli,
): void {
  if (line.discount?.kind !== "amount") return;
  const quoted = openQuote(core).lines.find((known) => known.lineId === line.lineId);
  const amount = lineAmount(quoted?.unitPriceMinor ?? minor(0), quantity, "HALF_UP");
  requireDiscountWithin(amount, line.discount.amountMinor);
}
