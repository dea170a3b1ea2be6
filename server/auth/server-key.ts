import {
  createECDH,
  createHash,
  createPrivateKey,
  hkdfSync,
  type KeyObject,
  sign,
} from "node:crypto";
import { encodeBase32 } from "../../core/receipt/base32";
import { bytesToSign } from "../../core/receipt/receipt-code";

/** The deployment's own key pair for one tenant: what the server renders and states is signed by it. */
export type ServerKey = {
  /** The raw point of P-256 in base 32, as tills state theirs. */
  readonly publicKey: string;
  /** ECDSA over SHA-256: 64 bytes, r then s. */
  readonly sign: (text: string) => Uint8Array;
};

const CURVE = "prime256v1";
const ORDER = BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
/** Half as long again as the order, so that the remainder favours no scalar. */
const SEED_BYTES = 48;

/**
 * The same secret and tenant give the same key for ever, so tills know it across restarts and no
 * table holds it. A new secret makes a new key, which tills learn with the next change of the shop's settings.
 */
export function deriveServerKey(authSecret: string, tenantId: string): ServerKey {
  const purpose = `receipt-signing:${tenantId}`;
  const seed = Buffer.from(hkdfSync("sha256", authSecret, "kaunta", purpose, SEED_BYTES));
  const scalar = (BigInt(`0x${seed.toString("hex")}`) % (ORDER - 1n)) + 1n;
  const secret = Buffer.from(scalar.toString(16).padStart(64, "0"), "hex");
  const pair = createECDH(CURVE);
  pair.setPrivateKey(secret);
  const point = pair.getPublicKey();
  const key = privateKeyOf(secret, point);
  return {
    publicKey: encodeBase32(new Uint8Array(point)),
    sign: (text) =>
      new Uint8Array(sign("sha256", bytesToSign(text), { key, dsaEncoding: "ieee-p1363" })),
  };
}

function privateKeyOf(secret: Buffer, point: Buffer): KeyObject {
  return createPrivateKey({
    format: "jwk",
    key: {
      kty: "EC",
      crv: "P-256",
      d: secret.toString("base64url"),
      x: point.subarray(1, 33).toString("base64url"),
      y: point.subarray(33).toString("base64url"),
    },
  });
}

const KEYS_MAX = 1_000;
const keys = new Map<string, ServerKey>();

/** The derived key, kept by a hash of what it was derived from: making one takes milliseconds. */
export function serverKeyOf(authSecret: string, tenantId: string): ServerKey {
  const name = createHash("sha256").update(`${tenantId}:${authSecret}`).digest("hex");
  const known = keys.get(name);
  if (known) return known;
  const made = deriveServerKey(authSecret, tenantId);
  if (keys.size >= KEYS_MAX) keys.clear();
  keys.set(name, made);
  return made;
}
