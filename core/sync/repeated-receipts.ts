/**
 * The sales whose receipt number is not theirs alone: it stands in the ledger already, or on a sale
 * before them in the same batch. Both happened, so both are booked and somebody is told.
 *
 * @param known numbers of the ledger before the batch.
 */
export function repeatedReceipts<Sale extends { readonly receiptNumber?: unknown }>(
  sales: readonly Sale[],
  known: ReadonlySet<string>,
): readonly Sale[] {
  const seen = new Set<unknown>(known);
  return sales.filter(({ receiptNumber }) => {
    const isRepeated = seen.has(receiptNumber);
    seen.add(receiptNumber);
    return isRepeated;
  });
}
