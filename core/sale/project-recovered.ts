import type { Envelope } from "../sync/envelope";
import { approvalActions, numberActions } from "./project-actions";
import { projectSale } from "./project-sale";
import type { EventPlace, Projection } from "./projection";
import type { SaleRecovered } from "./sale-recovered";

/**
 * The rows of a sale that its receipt's code brought back [RC13]: those of the sale itself, at its
 * own time and on its own business date, in nobody's drawer, with the place in the lost log that it
 * stands for, so that its own event adds nothing should it come after all.
 */
export function projectRecovered(
  envelope: Envelope,
  recovered: SaleRecovered,
  place: EventPlace,
): Projection {
  const { sale, terminalId, sequence, hash, soldAt, businessDate, approvals } = recovered;
  const { saleId, receiptNumber: subject, currency, totalMinor: amountMinor } = sale;
  const then: Envelope = { ...envelope, createdAt: soldAt, businessDate, shiftId: null };
  return {
    ...projectSale(then, sale, place),
    operatorActions: numberActions(envelope, place, saleId, [
      { kind: "sale_recovered", subject, currency, amountMinor },
      ...approvalActions(approvals),
    ]),
    recovered: { terminalId, sequence, hash, saleId },
  };
}
