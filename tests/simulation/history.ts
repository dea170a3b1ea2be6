import type { SeedOutcome } from "./run-seed";

/**
 * One line of JSON for somebody who trusts none of this program's checks: what cashiers were shown
 * as paid, what stands in the ledger, and what was declared lost with a wiped device.
 */
export function historyOf({ seed, acknowledged, ledger, atRisk }: SeedOutcome): string {
  return JSON.stringify({
    seed,
    acknowledged: acknowledged
      .filter(({ isTraining }) => !isTraining)
      .map(({ terminalId, sequence, saleId, receiptNumber, kind, totalMinor, hash }) => ({
        terminalId,
        sequence,
        saleId,
        receiptNumber,
        kind,
        totalMinor,
        hash,
      })),
    ledger: ledger.sales,
    conflicts: ledger.conflicts,
    setAside: ledger.quarantine,
    atRisk,
  });
}
