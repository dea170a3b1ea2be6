import { expect, test } from "vitest";
import { DomainError } from "../../core/errors";
import { signInPath } from "./sign-in-path";

test("whoever is not signed in is asked to, and comes back to where they wanted to go", () => {
  expect(signInPath("/office/sales?kind=refund", null)).toBe(
    "/sign-in?callbackUrl=%2Foffice%2Fsales%3Fkind%3Drefund",
  );
});

test("[DV4] whoever is shut out by the hour or the network is told so", () => {
  for (const code of ["outside_opening_hours", "address_not_allowed"] as const) {
    const path = signInPath("/office", new DomainError(code));
    const told = new URL(path, "https://shop.test").searchParams.get("error");
    expect(told).toBe(code);
  }
});
