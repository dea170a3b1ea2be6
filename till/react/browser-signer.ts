import type { TillSigner } from "../engine/ports";

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const TERMS = { name: "ECDSA", hash: "SHA-256" };

/**
 * The browser's own keys; undefined where it has none. The private key cannot be taken out: the log
 * keeps a handle to it.
 */
export function browserSigner(crypto: Crypto | undefined): TillSigner | undefined {
  const subtle = crypto?.subtle;
  if (!subtle) return undefined;
  return {
    async createKey() {
      const pair = await subtle.generateKey(CURVE, false, ["sign", "verify"]);
      const publicKey = new Uint8Array(await subtle.exportKey("raw", pair.publicKey));
      return { publicKey, key: pair.privateKey };
    },
    async sign(key, text) {
      return new Uint8Array(await subtle.sign(TERMS, key as CryptoKey, bytesOf(text)));
    },
    async verify(publicKey, text, signature) {
      const point = Uint8Array.from(publicKey);
      const key = await subtle.importKey("raw", point, CURVE, false, ["verify"]);
      return subtle.verify(TERMS, key, Uint8Array.from(signature), bytesOf(text));
    },
  };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
