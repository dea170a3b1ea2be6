import type { RoleLimits } from "../../core/access/limits";
import { isPayOutWithin } from "../../core/access/within-limits";
import type { Quote } from "../../core/cart/quote-cart";
import { minor } from "../../core/money/minor";
import type { Approval } from "../../core/sale/sale-document";
import type { CartRecord } from "../store/log-records";
import { requireAllowed } from "./approval";
import type { EngineCore } from "./engine-core";
import type { Authority, LimitedAct } from "./limited-act";
import { openQuote, quoteChanged } from "./open-cart";
import { comesBackMinor } from "./pay-out-limit";

/** What comes back without a receipt, as a magnitude. */
function withoutReceiptMinor(cart: Pick<CartRecord, "lines">, quote: Quote): number {
  const ids = new Set(
    cart.lines.flatMap((line) =>
      line.quantityMilli < 0 && line.returned === null ? [line.lineId] : [],
    ),
  );
  return quote.lines.reduce(
    (sum, line) => sum + (ids.has(line.lineId) ? Math.abs(line.grossMinor) : 0),
    0,
  );
}

/**
 * Refuse more coming back without a receipt than the cashier, or who approves, may take [TA4].
 *
 * @returns what the sale must say about it; empty when nothing more comes back than before.
 * @throws DomainError approval_required | return_above_limit | permission_denied
 */
export function requireReturnLimit(
  core: EngineCore,
  terms: {
    changed: CartRecord;
    reason: string | null;
    authority: Authority | null;
    run: LimitedAct["run"];
  },
): readonly Approval[] {
  const { changed, reason, authority, run } = terms;
  const { cart, nextCart } = core.state();
  const before = withoutReceiptMinor(nextCart ?? cart, openQuote(core));
  const quote = quoteChanged(core, changed);
  const after = withoutReceiptMinor(changed, quote);
  if (after <= before) return [];
  const backMinor = comesBackMinor(changed, quote);
  const isWithin = (limits: RoleLimits) => {
    const { refundWithoutReceiptMinor: maxMinor } = limits;
    return (maxMinor === null || after <= maxMinor) && isPayOutWithin(backMinor, limits);
  };
  const subject = changed.lines.at(-1)?.name ?? null;
  const approval = requireAllowed(
    core,
    {
      permission: "sale.refund_without_receipt",
      act: "return_without_receipt",
      subject,
      amountMinor: minor(after),
      reason,
      isWithin,
      run,
    },
    authority,
  );
  return approval ? [approval] : [];
}
