import { OFFLINE_RETURNS_MAX, offlineReturnedMaxMinor } from "../../core/access/limits";
import { DomainError } from "../../core/errors";
import type { SaleDocument } from "../../core/sale/sale-document";
import type { CommitContext, OfflineReturns } from "../store/commit-event";
import type { CartRecord } from "../store/log-records";

/** Sales of other tills that the cart takes back from, read from their receipts alone. */
export function offlineSales(cart: CartRecord): ReadonlySet<string> {
  return new Set(cart.returnedSales.flatMap((sale) => (sale.isOffline ? [sale.saleId] : [])));
}

/**
 * What a sale adds to the day's returns of sales that no server vouched for [TB4]; undefined for
 * nothing.
 *
 * @throws DomainError return_till_limit
 */
export function countOfflineReturns(
  context: CommitContext,
  cart: CartRecord,
  document: SaleDocument,
): OfflineReturns | undefined {
  const known = offlineSales(cart);
  const lines = document.lines.filter((line) => known.has(line.returned?.saleId ?? ""));
  const count = new Set(lines.map((line) => line.returned?.saleId)).size;
  if (count === 0) return undefined;
  const amountMinor = lines.reduce((sum, line) => sum - line.grossMinor, 0);
  const before = context.offlineReturns;
  const isWithin =
    before.count + count <= OFFLINE_RETURNS_MAX &&
    before.amountMinor + amountMinor <= offlineReturnedMaxMinor(document.currency);
  if (!isWithin) throw new DomainError("return_till_limit");
  return { count, amountMinor };
}
