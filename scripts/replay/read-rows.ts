import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { Refusal } from "../refusal";
import { type ExactPrice, parseExactPrice } from "./exact-price";

/** One row of the file, with the number of its line as a spreadsheet shows it. */
export type Row = {
  readonly line: number;
  readonly invoice: string;
  readonly sku: string;
  readonly description: string;
  readonly quantity: number;
  readonly soldAt: string;
  readonly price: ExactPrice;
  readonly customer: string;
  readonly country: string;
  readonly store: string;
  readonly cashier: string;
  readonly tender: string;
  readonly barcode: string;
};

/** Something about a row that a shop would want to know. */
export type Oddity = { readonly kind: string; readonly line: number; readonly detail: string };

export type SalesFile = {
  readonly sha256: string;
  readonly rows: readonly Row[];
  readonly oddities: Oddity[];
  readonly hasColumn: (name: string) => boolean;
};

const REQUIRED = ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice"];

/**
 * Read a CSV (or .csv.gz) of sales. A row that cannot be understood is reported by its line and
 * kept out; everything else is kept as it is, duplicates included.
 *
 * @throws Refusal when the file cannot be read or lacks a column.
 */
export function readSalesFile(path: string): SalesFile {
  const bytes = readBytes(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const records: string[][] = parse(text, { bom: true, relax_column_count: true });
  const [header, ...body] = records;
  const columns = new Map((header ?? []).map((name, index) => [name.trim(), index]));
  for (const name of REQUIRED) {
    if (!columns.has(name)) throw new Refusal(`${path} has no column ${name}.`);
  }
  const oddities: Oddity[] = [];
  const rows = body.flatMap((record, index) => {
    const cell = (name: string) => record[columns.get(name) ?? -1] ?? "";
    return readRow(cell, index + 2, oddities);
  });
  return {
    sha256: createHash("sha256").update(bytes).digest("hex"),
    rows,
    oddities,
    hasColumn: (name) => columns.has(name),
  };
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new Refusal(`${path} cannot be read.`);
  }
}

const LOCAL_TIME = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::(\d{2}))?$/;

function readRow(cell: (name: string) => string, line: number, oddities: Oddity[]): Row[] {
  const quantity = Number(cell("Quantity"));
  const price = parseExactPrice(cell("UnitPrice"));
  const time = LOCAL_TIME.exec(cell("InvoiceDate").trim());
  const invoice = cell("InvoiceNo").trim();
  const sku = cell("StockCode").trim();
  const refuse = (detail: string): Row[] => {
    oddities.push({ kind: "row_not_understood", line, detail });
    return [];
  };
  if (invoice === "") return refuse("no invoice number");
  if (sku === "") return refuse("no stock code");
  if (!/^-?\d+(\.\d{1,3})?$/.test(cell("Quantity").trim())) {
    return refuse(`quantity "${cell("Quantity")}"`);
  }
  if (price === null) return refuse(`price "${cell("UnitPrice")}"`);
  if (time === null) return refuse(`date "${cell("InvoiceDate")}"`);
  return [
    {
      line,
      invoice,
      sku,
      description: cell("Description").trim(),
      quantity,
      soldAt: `${time[1]}T${time[2]}:${time[3] ?? "00"}`,
      price,
      customer: cell("CustomerID").trim().replace(/\.0$/, ""),
      country: cell("Country").trim(),
      store: cell("Store").trim(),
      cashier: cell("Cashier").trim(),
      tender: cell("Tender").trim().toLowerCase(),
      barcode: cell("Barcode").trim(),
    },
  ];
}
