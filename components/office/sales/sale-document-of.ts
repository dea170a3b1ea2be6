import { readFact } from "../../../core/sale/read-fact";
import type { SaleDocument } from "../../../core/sale/sale-document";
import type { Envelope } from "../../../core/sync/envelope";
import type { SaleEvent } from "../office-outputs";

/**
 * What the till sealed, read and checked once more in the browser: every explanation is executed
 * again before it is shown. Null for an event that this program cannot read or that is not right.
 */
export function saleDocumentOf(event: SaleEvent): SaleDocument | null {
  try {
    const fact = readFact(event.body as Envelope);
    return fact.kind === "sale" ? fact.document : null;
  } catch {
    return null;
  }
}
