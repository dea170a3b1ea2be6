import { generateKeyPairSync, sign } from "node:crypto";
import { encodeBase32 } from "../../core/receipt/base32";
import {
  bytesToSign,
  readReceiptCode,
  receiptTextToSign,
  signedReceiptCode,
} from "../../core/receipt/receipt-code";
import { type KnownGoods, rebuildSale } from "../../core/sale/rebuild-sale";
import type { SaleDocument } from "../../core/sale/sale-document";
import type { SaleRecovered } from "../../core/sale/sale-recovered";
import type { Envelope } from "../../core/sync/envelope";
import { instant } from "../../core/time";

/** A key pair by which a terminal signs receipts. */
export type ReceiptKey = {
  readonly publicKey: string;
  readonly sign: (text: string) => Uint8Array;
};

export function newReceiptKey(): ReceiptKey {
  const { privateKey: key, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const [left, right] = [x, y].map((part) => Buffer.from(part, "base64url"));
  return {
    publicKey: encodeBase32(new Uint8Array([4, ...(left ?? []), ...(right ?? [])])),
    sign: (text) =>
      new Uint8Array(sign("sha256", bytesToSign(text), { key, dsaEncoding: "ieee-p1363" })),
  };
}

export type LostEvent = Pick<
  Envelope,
  "terminalId" | "sequence" | "hash" | "createdAt" | "businessDate" | "payload"
>;

/** What a till makes of the signed code on the receipt of an event that nobody has. */
export function recoveryOf(
  lost: LostEvent,
  by: {
    readonly terminalCode: string;
    readonly key: Pick<ReceiptKey, "sign">;
    readonly keyId?: string;
    readonly known: KnownGoods;
  },
): SaleRecovered {
  const { terminalId, sequence, hash, createdAt: soldAt, businessDate } = lost;
  const place = { terminalCode: by.terminalCode, sequence, hash, businessDate };
  const source = { ...place, sale: lost.payload as SaleDocument };
  const text = receiptTextToSign(
    { ...source, soldAt: instant(Date.parse(soldAt)) },
    by.keyId ?? by.terminalCode,
  );
  const code = text === null ? "" : signedReceiptCode(text, by.key.sign(text));
  const told = readReceiptCode(code)?.signed?.sale;
  if (!told) throw new Error("a receipt of a test can be signed");
  const sale = rebuildSale(told, by.known);
  return {
    ...place,
    terminalId,
    soldAt,
    isItemised: told.lines !== null,
    code,
    sale,
    approvals: [],
  };
}
