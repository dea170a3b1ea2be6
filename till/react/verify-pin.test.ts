import { pbkdf2Sync } from "node:crypto";
import { expect, test } from "vitest";
import type { PinVerifier } from "../../core/sync/protocol-v1";
import { verifyPin } from "./verify-pin";

/** Made by another implementation than the one under test. */
function verifierOf(pin: string): PinVerifier {
  const salt = "00112233445566778899aabbccddeeff";
  const hash = pbkdf2Sync(pin, Buffer.from(salt, "hex"), 1_000, 32, "sha256").toString("hex");
  return { algorithm: "pbkdf2-sha256", iterations: 1_000, salt, hash };
}

test("a PIN matches its own verifier and no other", async () => {
  const verifier = verifierOf("1111");
  expect(await verifyPin("1111", verifier)).toBe(true);
  expect(await verifyPin("1112", verifier)).toBe(false);
  expect(await verifyPin("", verifier)).toBe(false);
});
