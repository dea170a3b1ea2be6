import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Acknowledged, acknowledge, countDuring, readAcknowledged } from "./acknowledged";

function saleAt(second: number): Acknowledged {
  return {
    at: `2026-04-30T08:00:0${second}.000Z`,
    source: "browser",
    terminalId: "t1",
    sequence: second,
    saleId: `s${second}`,
    kind: "sale",
    receiptNumber: `2026-04-30-A3-0${second}`,
    totalMinor: 100,
  };
}

test("the list is read back as it was written", () => {
  const folder = mkdtempSync(join(tmpdir(), "kaunta-acknowledged-"));
  const file = join(folder, "acknowledged.jsonl");
  const sales = [saleAt(1), saleAt(2)];
  for (const sale of sales) acknowledge(file, sale);
  expect(readAcknowledged(file)).toEqual(sales);
  rmSync(folder, { recursive: true });
});

test("a sale inside two outages at once counts once", () => {
  const at = (second: number) => Date.parse(saleAt(second).at);
  const outages = [
    { fromMs: at(2), untilMs: at(4) },
    { fromMs: at(3), untilMs: at(5) },
  ];
  expect(countDuring([1, 2, 3, 4, 5, 6].map(saleAt), outages)).toBe(3);
});
