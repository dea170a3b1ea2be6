import { DomainError } from "../errors";
import { readReceiptCode } from "../receipt/receipt-code";
import type { SignedSale } from "../receipt/signed-sale";
import { canonicalJson } from "../sync/canonical";
import { parseIso } from "../time";
import { rebuildSale } from "./rebuild-sale";
import type { SaleDocument } from "./sale-document";
import type { SaleRecovered } from "./sale-recovered";

/**
 * A recovered sale says what the code of its receipt says, and nothing more [RC13]: the same place
 * in the lost log, the same times, and the document that is rebuilt from the code. Names of goods
 * and tax groups are the till's own, for a code does not tell them. Whose signature the code bears
 * is for the server to look up.
 *
 * @throws DomainError receipt_code_invalid (with the path of what the code does not say)
 */
export function requireCodeOf(recovered: SaleRecovered): void {
  const signed = readReceiptCode(recovered.code)?.signed;
  if (!signed) throw new DomainError("receipt_code_invalid", { path: "code" });
  const path = differenceOf(recovered, signed.sale);
  if (path !== null) throw new DomainError("receipt_code_invalid", { path });
}

function differenceOf(recovered: SaleRecovered, told: SignedSale): string | null {
  for (const field of ["terminalCode", "sequence", "hash", "businessDate"] as const) {
    if (recovered[field] !== told[field]) return field;
  }
  if (parseIso(recovered.soldAt) !== told.soldAt) return "soldAt";
  if (recovered.isItemised !== (told.lines !== null)) return "isItemised";
  const rebuilt = rebuildAs(recovered.sale, told);
  return canonicalJson(rebuilt) === canonicalJson(recovered.sale) ? null : "sale";
}

/** The sale of a code with the names, tax groups and new ids that a till gave it. */
function rebuildAs(sale: SaleDocument, told: SignedSale): SaleDocument {
  // In the order in which rebuilding asks for them: lines that the code does not tell, payments.
  const ids = [
    ...(told.lines === null ? sale.lines.map((line) => line.lineId) : []),
    ...sale.payments.map((payment) => payment.paymentId),
  ];
  return rebuildSale(told, {
    findProduct: (productId) => sale.lines.find((line) => line.productId === productId) ?? null,
    taxGroups: sale.taxGroups as Parameters<typeof rebuildSale>[1]["taxGroups"],
    newId: () => ids.shift() ?? "",
  });
}
