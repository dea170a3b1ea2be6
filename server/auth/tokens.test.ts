import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import { formatDeviceToken, hashSecret, isSecretRight, parseDeviceToken } from "./device-token";
import { hashPassword, isPasswordRight } from "./password";
import { formatRefreshToken, parseRefreshToken } from "./refresh-token";

const SECRET = "s".repeat(43);

describe("tokens", () => {
  test("a device token names its tenant and terminal", () => {
    const token = { tenantId: uuidv7(), terminalId: uuidv7(), secret: SECRET };
    const text = formatDeviceToken(token);
    expect(text).toMatch(/^kd_[A-Za-z0-9_-]{43}\.s{43}$/);
    expect(parseDeviceToken(text)).toEqual(token);
    for (const damaged of ["", "kd_", text.slice(3), `${text}!`, text.replace(".", "")]) {
      expect(parseDeviceToken(damaged)).toBeNull();
    }
  });

  test("only the secret whose hash is stored is right", () => {
    expect(isSecretRight(SECRET, hashSecret(SECRET))).toBe(true);
    expect(isSecretRight("t".repeat(43), hashSecret(SECRET))).toBe(false);
    expect(isSecretRight(SECRET, null)).toBe(false);
  });

  test("a refresh token that was made elsewhere or altered is none", () => {
    const token = { tenantId: uuidv7(), sessionId: uuidv7(), secret: SECRET };
    const text = formatRefreshToken("our secret", token);
    expect(parseRefreshToken("our secret", text)).toEqual(token);
    expect(parseRefreshToken("another secret", text)).toBeNull();
    const other = formatRefreshToken("our secret", { ...token, tenantId: uuidv7() });
    expect(parseRefreshToken("our secret", `${other.slice(0, 30)}${text.slice(30)}`)).toBeNull();
  });
});

describe("passwords", () => {
  test("are compared by what they say, not by how they were composed", async () => {
    const stored = await hashPassword("caf\u00e9 kahawa");
    expect(stored).toMatch(/^scrypt\$32768\$8\$1\$/);
    expect(await isPasswordRight("cafe\u0301 kahawa", stored)).toBe(true);
    expect(await isPasswordRight("cafe kahawa", stored)).toBe(false);
    expect(await isPasswordRight("anything", null)).toBe(false);
  });
});
