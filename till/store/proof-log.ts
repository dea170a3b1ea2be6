import { readOfflineReturns } from "./commit-event";
import { recoveredKey, returnedKey, revokedKey, signingKey, voidKey } from "./log-keys";
import type { ReturnedCounts } from "./log-records";
import type { TillDatabase } from "./till-store";

/** What the log keeps of keys, of what the server stated, and of goods that came back. */
export function createProofLog(database: TillDatabase) {
  return {
    /** From now on this terminal writes no event any more, in any window [TP9]. */
    saveRevocation: (terminalId: string, statement: string) =>
      database.write((transaction) => transaction.put("meta", revokedKey(terminalId), statement)),
    /** Null for a terminal that signs nothing. */
    readSigningKey: (terminalId: string) =>
      database.read(
        async (transaction) => (await transaction.get("meta", signingKey(terminalId))) ?? null,
      ),
    readOfflineReturns: (terminalId: string, businessDate: string) =>
      database.read((transaction) => readOfflineReturns(transaction, terminalId, businessDate)),
    /** Whether this till has brought a sale back by its receipt's code. */
    isRecovered: (saleId: string) =>
      database.read(
        async (transaction) =>
          (await transaction.get("documents", recoveredKey(saleId))) !== undefined,
      ),
    readReturned: (saleId: string) =>
      database.read(async (transaction) => ({
        counts: (await transaction.get<ReturnedCounts>("meta", returnedKey(saleId))) ?? {},
        isVoided: (await transaction.get("documents", voidKey(saleId))) !== undefined,
      })),
  };
}
