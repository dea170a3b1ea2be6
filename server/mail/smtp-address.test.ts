import { describe, expect, test } from "vitest";
import { readSmtpAddress } from "./smtp-address";

describe("the address of a mail server", () => {
  test.each([
    ["smtp://mail.example", { host: "mail.example", port: 587, isSecure: false, login: null }],
    ["smtps://mail.example/", { port: 465, isSecure: true, mustEncrypt: false }],
    ["smtp://[::1]:2525", { host: "::1", port: 2525, mustEncrypt: false }],
    [
      "smtp://me%40x.test:p%2Fw@mail.example:25",
      { port: 25, mustEncrypt: true, login: { user: "me@x.test", password: "p/w" } },
    ],
    ["smtp://me:pw@127.0.0.1:25", { mustEncrypt: false, login: { user: "me", password: "pw" } }],
  ])("%s is read", (text, expected) => {
    expect(readSmtpAddress(text)).toMatchObject(expected);
  });

  test.each([
    "",
    "mail.example:25",
    "https://mail.example",
    "smtp://",
    "smtp://mail.example?logger=true&debug=true",
    "smtp://mail.example/path",
    "smtp://only-a-name@mail.example",
    "smtp://a:%zz@mail.example",
  ])("%s is none", (text) => {
    expect(readSmtpAddress(text)).toBeNull();
  });
});
