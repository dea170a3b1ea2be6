import { expect, test } from "vitest";
import { isApi, isBuiltFile, TILL_PAGE } from "./shell-routes";

test("[TW1] what is under /api is never a built file nor the till's page", () => {
  for (const path of ["/api/v1/sync/events", "/api/v1/sync/changes", "/api/trpc/sales.list"]) {
    expect([isApi(path), isBuiltFile(path), TILL_PAGE.test(path)]).toEqual([true, false, false]);
  }
  expect(isBuiltFile("/_next/static/chunks/4f2a.js")).toBe(true);
  expect(isApi("/apiary")).toBe(false);
});

test("only the till's own page opens from the shell", () => {
  expect(["/till", "/till?from=home"].every((path) => TILL_PAGE.test(path))).toBe(true);
  const others = ["/office", "/till/settings", "/tills", "/sign-in", "/", "/r/token"];
  expect(others.some((path) => TILL_PAGE.test(path))).toBe(false);
});
