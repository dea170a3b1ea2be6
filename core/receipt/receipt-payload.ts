/** Names the form of the payload, so that a signed one can follow under another name. */
const VERSION = "KAUNTA1";

/** Names the key of the deployment itself, by which the server signs what it renders. */
export const SERVER_KEY_ID = "S";

export type ReceiptProof = {
  readonly sale: {
    readonly receiptNumber: string;
    readonly currency: string;
    readonly totalMinor: number;
  };
  readonly terminalCode: string;
  readonly sequence: number;
  readonly hashShort: string;
};

/**
 * What the receipt's QR code says [RC2]: version, terminal code, sequence, currency, total in minor
 * units, short hash and receipt number, between colons. It is in capitals because a QR code packs
 * those densest; the receipt number stands last so that whatever it holds can be read back.
 */
export function buildReceiptPayload(proof: ReceiptProof): string {
  const { sale, terminalCode, sequence, hashShort } = proof;
  return [
    VERSION,
    terminalCode,
    String(sequence),
    sale.currency,
    String(sale.totalMinor),
    hashShort.toUpperCase(),
    sale.receiptNumber,
  ].join(":");
}
