/** Derived once and kept, so that a tenant of a test costs no key derivation. */
export const TEST_PASSWORD = "kaunta-test";

export const TEST_PASSWORD_HASH =
  "scrypt$32768$8$1$yrEyYqc2HGPcCshEpoKthQ$oaFW3nsbHun1UJ-f4UaqTaiMzvn3ouiFpO5uL6jVcuw";

export const TEST_PIN = "123456";

export const TEST_PIN_VERIFIER = {
  algorithm: "pbkdf2-sha256" as const,
  iterations: 600_000,
  salt: "5f76b8fc37ff0eadbb1e2e5a21b5f105",
  hash: "4250b175a3eabdd888354ca064f0ab75e6ad3666a9669b1cf3d91d76166c6b4b",
};
