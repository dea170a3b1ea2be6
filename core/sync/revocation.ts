import { decodeBase32, encodeBase32 } from "../receipt/base32";

const SIGNED = /^(REVOKED1:([0-9a-f-]{36})):([A-Z2-7]+)$/;

/** What the server signs to say that a terminal may sell no more. It is said for ever. */
export function revocationText(terminalId: string): string {
  return `REVOKED1:${terminalId}`;
}

/** The statement with its signature of 64 bytes: `REVOKED1:terminal:signature` [EV11]. */
export function signedRevocation(terminalId: string, signature: Uint8Array): string {
  return `${revocationText(terminalId)}:${encodeBase32(signature)}`;
}

/** Read such a statement; null for any other text. It counts once its signature is verified. */
export function readRevocation(
  statement: string,
): { terminalId: string; text: string; signature: Uint8Array } | null {
  const [, text = "", terminalId = "", mark = ""] = SIGNED.exec(statement) ?? [];
  const signature = decodeBase32(mark);
  return text === "" || signature === null ? null : { terminalId, text, signature };
}
