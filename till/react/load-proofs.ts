/**
 * Fetch what signs and proves receipts while the till is idle: without a network it must be there.
 * What does not come now is asked for again by the first receipt.
 */
export function loadProofs(): void {
  import("../engine/find-by-code").catch(() => undefined);
}
