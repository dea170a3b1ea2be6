import type { SalePayment } from "./sale-document";

/** Payments as rows; they are of a sale or of a deposit on a layaway. */
export function paymentRows(
  payments: readonly SalePayment[],
  of: { saleId: string | null; depositId: string | null },
) {
  return payments.map((payment, index) => ({
    id: payment.paymentId,
    saleId: of.saleId,
    depositId: of.depositId,
    position: index + 1,
    method: payment.method,
    currency: payment.currency,
    amountMinor: payment.amountMinor,
    tenderedMinor: payment.tenderedMinor,
    changeMinor: payment.changeMinor,
    foreignCurrency: payment.foreign?.currency ?? null,
    foreignTenderedMinor: payment.foreign?.tenderedMinor ?? null,
    foreignRate: payment.foreign?.rate ?? null,
    reference: payment.reference,
  }));
}
