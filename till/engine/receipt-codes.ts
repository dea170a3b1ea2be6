import { decodeBase32 } from "../../core/receipt/base32";
import {
  type ReadReceiptCode,
  readReceiptCode,
  receiptTextToSign,
  signedReceiptCode,
} from "../../core/receipt/receipt-code";
import { SERVER_KEY_ID } from "../../core/receipt/receipt-payload";
import type { SignedSale } from "../../core/receipt/signed-sale";
import { rebuildSale } from "../../core/sale/rebuild-sale";
import type { SaleDocument } from "../../core/sale/sale-document";
import type { TerminalKeyChange } from "../../core/sync/protocol-v1";
import { readRevocation } from "../../core/sync/revocation";
import type { TaxGroup } from "../../core/tax/tax-group";
import { instant, parseIso } from "../../core/time";
import type { OutboxRow } from "../store/log-records";
import type { EngineCore } from "./engine-core";
import { saleDocumentOf } from "./pending-event";
import type { TillSigner } from "./ports";

// All that signing and reading receipts takes beside selling: loaded when it is needed first, so
// that no first paint waits for it.

/** The code of an event's receipt, signed by the terminal that made it; null where nothing signs. */
export async function signRow(
  core: EngineCore,
  signer: TillSigner,
  row: OutboxRow,
): Promise<string | null> {
  const sale = saleDocumentOf(row);
  const { envelope, storedAt } = row;
  const terminalCode = sale?.receiptNumber.split("-")[3] ?? "";
  const key = await core.log.readSigningKey(envelope.terminalId);
  if (sale === null || key === null || terminalCode === "") return null;
  const { sequence, hash, businessDate } = envelope;
  const soldAt = parseIso(envelope.createdAt) ?? instant(storedAt);
  const source = { sale, terminalCode, sequence, hash, soldAt, businessDate };
  const text = receiptTextToSign(source, terminalCode);
  return text === null ? null : signedReceiptCode(text, await signer.sign(key, text));
}

/** The sale that a code tells, with goods as this till's catalogue names them. */
export function saleOfCode(core: EngineCore, sale: SignedSale): SaleDocument {
  const { catalog, tables } = core.state();
  return rebuildSale(sale, {
    findProduct: (productId) => catalog.find(productId),
    taxGroups: tables.taxGroups as readonly TaxGroup[],
    newId: core.ports.newId,
  });
}

export type GenuineCode = NonNullable<ReadReceiptCode["signed"]> & {
  /** The till that made the sale; null for one that this till has not heard of. */
  readonly terminal: TerminalKeyChange | null;
};

/**
 * What a scanned code says, proved by the key of who signed it [TB3]; null when it is no signed
 * code, when nobody whom this till knows signed it, or when it was altered.
 */
export async function proveCode(
  signer: TillSigner,
  keys: readonly TerminalKeyChange[],
  scanned: string,
): Promise<GenuineCode | null> {
  const signed = readReceiptCode(scanned)?.signed;
  if (!signed) return null;
  const { keyId, text, signature, sale } = signed;
  // A till signs its own receipts and nobody else's.
  if (keyId !== SERVER_KEY_ID && keyId !== sale.terminalCode) return null;
  const publicKey = decodeBase32(keys.find((key) => key.code === keyId)?.publicKey ?? "");
  if (!publicKey || publicKey.length === 0) return null;
  if (!(await signer.verify(publicKey, text, signature))) return null;
  const terminal = keys.find((key) => key.code === sale.terminalCode) ?? null;
  return { ...signed, terminal };
}

/** Whether the server has stated, by its own key, that this terminal may sell no more [TP9]. */
export async function isRevocation(
  signer: TillSigner,
  serverPublicKey: string,
  said: { terminalId: string; statement: string },
): Promise<boolean> {
  const revocation = readRevocation(said.statement);
  const publicKey = decodeBase32(serverPublicKey);
  if (revocation?.terminalId !== said.terminalId || publicKey === null) return false;
  return signer.verify(publicKey, revocation.text, revocation.signature);
}
