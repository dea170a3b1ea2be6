import { describe, expect, test } from "vitest";
import { EnvError, readEnv, readStartEnv } from "../server/env";

const NEEDED = {
  DATABASE_URL: "postgres://web:secret@127.0.0.1:5432/kaunta",
  AUTH_SECRET: "0123456789abcdef0123456789abcdef",
};

describe("readEnv", () => {
  test("needs a database and a secret, and defaults the rest", () => {
    expect(readEnv(NEEDED)).toMatchObject({
      port: 3000,
      dataDir: ".kaunta",
      appUrl: "http://localhost:3000",
    });
    expect(() => readEnv({})).toThrow(new EnvError("DATABASE_URL is not set."));
  });

  test.each([
    ["PORT", "80a", "PORT must be a number from 1 to 65535."],
    ["PORT", "70000", "PORT must be a number from 1 to 65535."],
    ["PORT", "0", "PORT must be a number from 1 to 65535."],
    [
      "DATABASE_URL",
      "mysql://a/b",
      "DATABASE_URL must look like postgres://user:password@host:5432/database.",
    ],
    [
      "REDIS_URL",
      "localhost:6379",
      "REDIS_URL must look like redis://host:6379 or rediss://host:6379.",
    ],
    ["AUTH_SECRET", "short", "AUTH_SECRET must have at least 32 characters."],
    ["APP_URL", "shop.example", "APP_URL must look like https://shop.example."],
    ["APP_URL", "https://shop.example/office", "APP_URL must look like https://shop.example."],
    [
      "SMTP_URL",
      "mail.example:25",
      "SMTP_URL must look like smtp://user:password@mail.example:587 or smtps://mail.example.",
    ],
    ["MAIL_FROM", "nobody", "MAIL_FROM must be an e-mail address."],
  ])("refuses %s=%s in one sentence", (name, value, sentence) => {
    expect(() => readEnv({ ...NEEDED, [name]: value })).toThrow(new EnvError(sentence));
  });

  test("sends mail only when it is told where to", () => {
    expect(readEnv(NEEDED).mail).toBeUndefined();
    const given = { ...NEEDED, SMTP_URL: "smtp://mail.example", APP_URL: "https://shop.example" };
    expect(readEnv(given).mail).toMatchObject({
      smtp: { host: "mail.example", port: 587 },
      from: "kaunta@shop.example",
    });
    expect(readEnv({ ...given, MAIL_FROM: "shop@x.test" }).mail?.from).toBe("shop@x.test");
  });

  test("an empty variable counts as not set", () => {
    expect(readStartEnv({ PORT: "", DATABASE_URL: "" })).toMatchObject({
      port: 3000,
      databaseUrl: undefined,
    });
  });

  test("an owner's address without the application's is refused", () => {
    expect(() => readStartEnv({ DATABASE_ADMIN_URL: NEEDED.DATABASE_URL })).toThrow(
      new EnvError("DATABASE_ADMIN_URL is set but DATABASE_URL is not."),
    );
  });
});
