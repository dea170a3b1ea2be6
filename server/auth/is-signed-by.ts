import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { decodeBase32 } from "../../core/receipt/base32";
import { bytesToSign } from "../../core/receipt/receipt-code";

/** A raw point of P-256 that is not compressed: its mark, then both coordinates. */
const POINT_BYTES = 65;
const POINT_MARK = 4;

/**
 * Whether a text was signed by the owner of a key: ECDSA over SHA-256, 64 bytes, r then s. What is
 * no key has signed nothing.
 *
 * @param publicKey the raw point of P-256 in base 32, as tills state theirs.
 */
export function isSignedBy(publicKey: string, text: string, signature: Uint8Array): boolean {
  const key = publicKeyOf(publicKey);
  if (key === null) return false;
  return verify("sha256", bytesToSign(text), { key, dsaEncoding: "ieee-p1363" }, signature);
}

function publicKeyOf(stated: string): KeyObject | null {
  const point = decodeBase32(stated);
  if (point?.length !== POINT_BYTES || point[0] !== POINT_MARK) return null;
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) =>
    Buffer.from(part).toString("base64url"),
  );
  try {
    return createPublicKey({
      format: "jwk",
      key: { kty: "EC", crv: "P-256", x: x ?? "", y: y ?? "" },
    });
  } catch {
    // A device may state any text as its key; this point is not on the curve.
    return null;
  }
}
