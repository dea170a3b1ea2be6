import { describe, expect, test } from "vitest";
import { addressHere, isLocalPath } from "./is-local-path";

test.each([
  ["/", true],
  ["/office/sales?from=2026-04-30#top", true],
  ["/office?next=//evil.test", true],
  ["", false],
  ["office", false],
  ["https://evil.test/", false],
  ["javascript:alert(1)", false],
  ["//evil.test", false],
  ["/\\evil.test", false],
  ["\\/evil.test", false],
  ["/\t/evil.test", false],
  ["/\n/evil.test", false],
  ["\t//evil.test", false],
  ["/.//evil.test", false],
  ["/./\\evil.test", false],
  ["/office/..//evil.test", false],
])("%j stays here: %s", (path, isLocal) => {
  expect(isLocalPath(path)).toBe(isLocal);
});

describe("the address after signing in or out", () => {
  const APP_URL = "https://shop.example";

  test.each([
    "https://evil.example/office",
    "https://shop.example.evil.example/office",
    "https://shop.example@evil.example/",
    "http://shop.example/office",
    "//evil.example",
    "javascript:alert(1)",
    "",
  ])("%j is the office's", (meant) => {
    expect(addressHere(APP_URL, meant)).toBe("https://shop.example/office");
  });

  test("stays where it is of this deployment", () => {
    for (const path of ["/office/sales?page=2", "/till"]) {
      expect(addressHere(APP_URL, path)).toBe(`${APP_URL}${path}`);
      expect(addressHere(APP_URL, `${APP_URL}${path}`)).toBe(`${APP_URL}${path}`);
    }
  });
});
