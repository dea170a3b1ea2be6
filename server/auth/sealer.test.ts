import { expect, test } from "vitest";
import { sealerOf } from "./sealer";

const TENANT = "11111111-1111-4111-8111-111111111111";
const OTHER = "22222222-2222-4222-8222-222222222222";

test("what was sealed opens for its tenant and purpose, and for no other", () => {
  const sealer = sealerOf("a secret of the deployment", TENANT);
  const sealed = sealer.seal("mail", "a link — karibu");
  expect(sealed).not.toContain("karibu");
  expect(sealer.open("mail", sealed)).toBe("a link — karibu");
  expect(sealer.open("oidc-secret", sealed)).toBe(null);
  expect(sealerOf("a secret of the deployment", OTHER).open("mail", sealed)).toBe(null);
  expect(sealerOf("another secret", TENANT).open("mail", sealed)).toBe(null);
  expect(sealer.seal("mail", "a link — karibu")).not.toBe(sealed);
});

test("what was changed does not open", () => {
  const sealer = sealerOf("a secret of the deployment", TENANT);
  const bytes = Buffer.from(sealer.seal("mail", "a link"), "base64url");
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  expect(sealer.open("mail", bytes.toString("base64url"))).toBe(null);
  expect(sealer.open("mail", "")).toBe(null);
  expect(sealer.open("mail", "short")).toBe(null);
});
