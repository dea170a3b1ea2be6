import { revocationText, signedRevocation } from "../../core/sync/revocation";
import type { ServerKey } from "../auth/server-key";

/**
 * State, signed, that a terminal may sell no more. Without the signature a till believes nobody: a
 * server that is sick, or somebody on the wire, must not stop a shop.
 */
export function signRevocation(key: ServerKey, terminalId: string): string {
  return signedRevocation(terminalId, key.sign(revocationText(terminalId)));
}
