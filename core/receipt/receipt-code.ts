import { utf8ToBytes } from "@noble/hashes/utils.js";
import { decodeBase32, encodeBase32 } from "./base32";
import { decodeSignedSale } from "./decode-signed-sale";
import { encodeSignedSale } from "./encode-signed-sale";
import { type SignedSale, type SignedSource, signedSaleOf } from "./signed-sale";

/** Longest code that is printed: a QR code of version 24 reads well from thermal paper [RC11]. */
export const RECEIPT_CODE_MAX = 1_300;

const SIGNATURE_BYTES = 64;
const SIGNATURE_LENGTH = encodeBase32(new Uint8Array(SIGNATURE_BYTES)).length;
const NUMBER = /^[0-9A-Z-]{1,40}$/;
const KEY_ID = /^[0-9A-Z]{1,8}$/;

/**
 * The text that is signed for a receipt [RC9]: with its lines as far as that can be printed, else
 * the short form; null when not even that can be, and the receipt goes unsigned.
 *
 * @param keyId the terminal's own code, or `SERVER_KEY_ID` of receipt-payload.
 */
export function receiptTextToSign(source: SignedSource, keyId: string): string | null {
  const { receiptNumber } = source.sale;
  if (!NUMBER.test(receiptNumber) || !KEY_ID.test(keyId)) return null;
  const whole = signedSaleOf(source);
  for (const sale of [whole, { ...whole, lines: null }]) {
    const body = encodeBase32(encodeSignedSale(sale));
    const text = `KAUNTA2:${keyId}:${receiptNumber}:${body}`;
    if (text.length + 1 + SIGNATURE_LENGTH <= RECEIPT_CODE_MAX) return text;
  }
  return null;
}

/** The code of a receipt: what was signed, and the signature of 64 bytes (P-256, r then s). */
export function signedReceiptCode(textToSign: string, signature: Uint8Array): string {
  return `${textToSign}:${encodeBase32(signature)}`;
}

/** A code as it was read; who verifies it looks the key up by its id. */
export type ReadReceiptCode = {
  readonly receiptNumber: string;
  readonly signed: {
    readonly keyId: string;
    readonly text: string;
    readonly signature: Uint8Array;
    readonly sale: SignedSale;
  } | null;
};

const UNSIGNED = /^KAUNTA1:(?:[^:]*:){5}([0-9A-Z-]{1,40})$/;
const SIGNED = /^(KAUNTA2:([0-9A-Z]{1,8}):([0-9A-Z-]{1,40}):([A-Z2-7]+)):([A-Z2-7]+)$/;

/**
 * Read the code of a receipt, signed or not [RC9]; null for any other text and for a signed one
 * that is damaged. Nothing is proved until its signature has been verified over `text`.
 */
export function readReceiptCode(scanned: string): ReadReceiptCode | null {
  const text = scanned.trim().toUpperCase();
  const [, plainNumber] = UNSIGNED.exec(text) ?? [];
  if (plainNumber !== undefined) return { receiptNumber: plainNumber, signed: null };
  const [, signedText = "", keyId = "", receiptNumber = "", body = "", mark = ""] =
    SIGNED.exec(text) ?? [];
  const bytes = decodeBase32(body);
  const signature = decodeBase32(mark);
  if (bytes === null || signature?.length !== SIGNATURE_BYTES) return null;
  const sale = decodeSignedSale(bytes, receiptNumber);
  if (sale === null) return null;
  return { receiptNumber, signed: { keyId, text: signedText, signature, sale } };
}

/** The bytes over which a signature is made. */
export function bytesToSign(text: string): Uint8Array {
  return utf8ToBytes(text);
}
