import { webcrypto } from "node:crypto";
import { decodeBase32 } from "../../core/receipt/base32";
import { bytesToSign } from "../../core/receipt/receipt-code";

/** Verify a signature as a till's browser does. */
export async function verifyText(
  publicKey: string,
  text: string,
  signature: Uint8Array,
): Promise<boolean> {
  const { subtle } = webcrypto;
  const point = Buffer.from(decodeBase32(publicKey) ?? []);
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const key = await subtle.importKey("raw", point, curve, false, ["verify"]);
  const terms = { name: "ECDSA", hash: "SHA-256" };
  return subtle.verify(terms, key, Buffer.from(signature), Buffer.from(bytesToSign(text)));
}
