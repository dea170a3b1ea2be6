import { appendFileSync, readFileSync } from "node:fs";

/** A sale, refund or void of which a till said "Paid"; from then on it may never be lost. */
export type Acknowledged = {
  /** When it was said, ISO 8601. */
  readonly at: string;
  readonly source: "terminal" | "browser";
  readonly terminalId: string;
  readonly sequence: number;
  readonly saleId: string;
  readonly kind: string;
  readonly receiptNumber: string;
  readonly totalMinor: number;
};

/** Written before the next act: a line of the list, whichever process dies next. */
export function acknowledge(file: string, sale: Acknowledged): void {
  appendFileSync(file, `${JSON.stringify(sale)}\n`);
}

export function readAcknowledged(file: string): readonly Acknowledged[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Acknowledged);
}

export type Outage = { readonly fromMs: number; readonly untilMs: number };

/** How many sales were acknowledged while a part of the server was down. */
export function countDuring(
  acknowledged: readonly Acknowledged[],
  outages: readonly Outage[],
): number {
  return acknowledged.filter(({ at }) => {
    const ms = Date.parse(at);
    return outages.some(({ fromMs, untilMs }) => ms >= fromMs && ms < untilMs);
  }).length;
}
