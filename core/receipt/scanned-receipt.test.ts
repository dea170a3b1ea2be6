import { expect, it } from "vitest";
import { isSignedCode, receiptNumberIn } from "./scanned-receipt";

it("[RC9] the number of a receipt stands in its bars and in both of its codes", () => {
  const number = "2026-04-30-A3-01";
  const signed = `KAUNTA2:A3:${number}:ABC:DEF`;
  expect(
    [number, `KAUNTA1:A3:412:KES:184500:9F3A00C1:${number}`, signed].map(receiptNumberIn),
  ).toEqual([number, number, number]);
  for (const text of ["5449000000996", "KAUNTA1:A3", "KAUNTA2:A3", "2026-04-30", ""]) {
    expect(receiptNumberIn(text)).toBeNull();
  }
  expect([signed, number].map(isSignedCode)).toEqual([true, false]);
});
