import type { Oddity, Row } from "./read-rows";

/** An invoice of the file: its rows in the file's order, and what kind of paper it is. */
export type Invoice = {
  readonly number: string;
  readonly kind: "sale" | "refund" | "stock";
  /** The time of its first row; an invoice is one act. */
  readonly soldAt: string;
  readonly rows: readonly Row[];
  /** Rows without a price that take stock away; they are no part of what was sold. */
  readonly writeOffs: readonly Row[];
};

/**
 * Group rows into invoices, in the order in which invoices first appear.
 *
 * A number that begins with C is a return. An invoice that has no price on any row and no
 * customer is a stock adjustment. A row without a price that takes stock away is one too,
 * wherever it stands.
 */
export function buildInvoices(rows: readonly Row[], oddities: Oddity[]): readonly Invoice[] {
  const byNumber = new Map<string, Row[]>();
  for (const row of rows) {
    const known = byNumber.get(row.invoice);
    if (known) known.push(row);
    else byNumber.set(row.invoice, [row]);
  }
  return [...byNumber].map(([number, own]) => {
    noteOddities(number, own, oddities);
    return buildInvoice(number, own);
  });
}

function buildInvoice(number: string, rows: readonly Row[]): Invoice {
  const base = { number, soldAt: rows[0]?.soldAt ?? "" };
  const isReturn = /^c/i.test(number);
  const isUnpriced = rows.every((row) => row.price.units === 0n);
  if (isUnpriced && !isReturn && rows.every((row) => row.customer === "")) {
    return { ...base, kind: "stock", rows: [], writeOffs: rows };
  }
  const isWriteOff = (row: Row) => !isReturn && row.price.units === 0n && row.quantity < 0;
  const sold = rows.filter((row) => !isWriteOff(row));
  const isAllBack = sold.every((row) => row.quantity < 0);
  return {
    ...base,
    kind:
      isReturn || (sold.length > 0 && isAllBack) ? "refund" : sold.length > 0 ? "sale" : "stock",
    rows: sold,
    writeOffs: rows.filter(isWriteOff),
  };
}

function noteOddities(number: string, rows: readonly Row[], oddities: Oddity[]): void {
  const [first] = rows;
  if (!first) return;
  noteDuplicates(number, rows, oddities);
  for (const row of rows) {
    const found: [isOdd: boolean, kind: string, detail: string][] = [
      [
        row.price.units === 0n,
        "zero_price_line",
        `${row.quantity} × ${row.sku} "${row.description}"`,
      ],
      [row.price.units < 0n, "negative_price", `${row.sku} "${row.description}"`],
      [row.description === "", "missing_description", `${row.sku}, named from other rows`],
      [!isGoods(row.sku), "service_line", `${row.sku} "${row.description}" keeps no stock`],
      [row.quantity === 0, "zero_quantity", row.sku],
      [row.soldAt !== first.soldAt, "second_timestamp", `${number} began at ${first.soldAt}`],
    ];
    for (const [isOdd, kind, detail] of found) {
      if (isOdd) oddities.push({ kind, line: row.line, detail });
    }
  }
  const isReturn = /^c/i.test(number);
  if (first.customer === "") {
    oddities.push({ kind: "missing_customer", line: first.line, detail: `invoice ${number}` });
  }
  if (isReturn) {
    const detail = `invoice ${number}`;
    oddities.push({ kind: "return_without_original", line: first.line, detail });
  }
}

function noteDuplicates(number: string, rows: readonly Row[], oddities: Oddity[]): void {
  const seen = new Map<string, number>();
  for (const row of rows) {
    const { line, price, ...rest } = row;
    const text = JSON.stringify([rest, String(price.units), price.scale]);
    const earlier = seen.get(text);
    if (earlier === undefined) seen.set(text, line);
    else {
      const detail = `invoice ${number} has the same row at line ${earlier}; both are kept`;
      oddities.push({ kind: "duplicate_row", line, detail });
    }
  }
}

/** Codes of this kind of file that stand for postage, fees and corrections, and keep no stock. */
const SERVICES = new Set([
  "POST",
  "DOT",
  "M",
  "D",
  "S",
  "B",
  "C2",
  "CRUK",
  "AMAZONFEE",
  "BANK CHARGES",
  "ADJUST",
  "ADJUST2",
]);

export function isGoods(sku: string): boolean {
  return !SERVICES.has(sku.toUpperCase());
}
