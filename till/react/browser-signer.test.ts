import { webcrypto } from "node:crypto";
import { expect, test } from "vitest";
import { browserSigner } from "./browser-signer";

test("[TS14] a key never leaves its browser, and only its own signature of the same text is right", async () => {
  const signer = browserSigner(webcrypto as unknown as Crypto);
  if (!signer) throw new Error("Node has WebCrypto");
  const { publicKey, key } = await signer.createKey();
  expect((key as CryptoKey).extractable).toBe(false);
  expect(publicKey).toHaveLength(65);
  const signature = await signer.sign(key, "KAUNTA2:Ä");
  expect(signature).toHaveLength(64);
  expect(await signer.verify(publicKey, "KAUNTA2:Ä", signature)).toBe(true);
  expect(await signer.verify(publicKey, "KAUNTA2:A", signature)).toBe(false);
  const other = await signer.createKey();
  expect(await signer.verify(other.publicKey, "KAUNTA2:Ä", signature)).toBe(false);
});

test("[TS14] a browser without keys of its own signs nothing", () => {
  expect(browserSigner(undefined)).toBeUndefined();
  expect(browserSigner({} as Crypto)).toBeUndefined();
});
