import { expect, test } from "vitest";
import { repeatedReceipts } from "./repeated-receipts";

const sale = (id: number, receiptNumber: string) => ({ id, receiptNumber });

test("names the sales that repeat a number of the ledger or of one before them", () => {
  const batch = [sale(1, "A1-07"), sale(2, "A1-08"), sale(3, "A1-07"), sale(4, "A1-09")];
  expect(repeatedReceipts(batch, new Set(["A1-09"]))).toEqual([batch[2], batch[3]]);
  expect(repeatedReceipts([], new Set(["A1-09"]))).toEqual([]);
});
