import { readOfflineReturns } from "./commit-event";
import {
  ENROLLING_KEY,
  recoveredKey,
  returnedKey,
  revokedKey,
  signingKey,
  voidKey,
} from "./log-keys";
import type { ReturnedCounts } from "./log-records";
import type { TillDatabase } from "./till-store";

/** A device that asks to be enrolled by a code, until it has the answer. */
export type EnrollingRecord = {
  readonly code: string;
  readonly publicKey: string;
  readonly key: unknown;
};

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
    /** The key pair that went with a code whose answer was not heard [TD7]; null for another code. */
    readEnrolling: (code: string) =>
      database.read(async (transaction) => {
        const kept = await transaction.get<EnrollingRecord>("meta", ENROLLING_KEY);
        return kept?.code === code ? kept : null;
      }),
    saveEnrolling: (record: EnrollingRecord) =>
      database.write((transaction) => transaction.put("meta", ENROLLING_KEY, record)),
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
