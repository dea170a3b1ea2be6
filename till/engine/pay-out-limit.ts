import { isPayOutWithin } from "../../core/access/within-limits";
import type { Quote } from "../../core/cart/quote-cart";
import { minor } from "../../core/money/minor";
import type { Approval } from "../../core/sale/sale-document";
import type { CartRecord } from "../store/log-records";
import { reachOf, requireAllowed } from "./approval";
import type { EngineCore } from "./engine-core";
import type { Authority, LimitedAct } from "./limited-act";
import { openQuote, quoteChanged } from "./open-cart";
import { currentCashier } from "./require-cashier";

/** What all goods that come back are worth, of a receipt or of none, as a magnitude. */
export function comesBackMinor(cart: Pick<CartRecord, "lines">, quote: Quote): number {
  const ids = new Set(cart.lines.flatMap((line) => (line.quantityMilli < 0 ? [line.lineId] : [])));
  return quote.lines.reduce(
    (sum, line) => sum + (ids.has(line.lineId) ? Math.abs(line.grossMinor) : 0),
    0,
  );
}

/**
 * Refuse more coming back, in all the cart, than the cashier, or who approves, may give money
 * for [TA10].
 *
 * @returns what the sale must say about it; empty when nothing more comes back than before.
 * @throws DomainError approval_required | permission_denied
 */
export function requirePayOutLimit(
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
  const before = comesBackMinor(nextCart ?? cart, openQuote(core));
  const after = comesBackMinor(changed, quoteChanged(core, changed));
  const cashier = currentCashier(core);
  if (after <= before || (cashier && isPayOutWithin(after, reachOf(cashier)))) return [];
  const approval = requireAllowed(
    core,
    {
      permission: "sale.refund",
      act: "return",
      subject: changed.lines.at(-1)?.name ?? null,
      amountMinor: minor(after),
      reason,
      isWithin: (limits) => isPayOutWithin(after, limits),
      run,
    },
    authority,
  );
  return approval ? [approval] : [];
}
