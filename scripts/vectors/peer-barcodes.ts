import { z } from "zod";
import { readGs1Date } from "../../core/barcode/gs1-date";
import { GROUP_SEPARATOR } from "../../core/barcode/gs1-elements";
import { readImpliedMilli } from "../../core/barcode/gs1-values";
import { toGtin14 } from "../../core/barcode/gtin";
import { measureLayoutSchema, parseMeasurePattern } from "../../core/barcode/measure-layout";
import { normalizeScan } from "../../core/barcode/normalize-scan";
import { readMeasureCode } from "../../core/barcode/read-measure-code";
import { detectSymbologies, isValidForSymbology, SYMBOLOGIES } from "../../core/barcode/symbology";
import { expandUpce } from "../../core/barcode/upce";
import { formatQuantity } from "../../core/quantity/quantity";
import { firstOf, on } from "./fields";

const known = on(
  z.strictObject({ code: z.string(), symbology: z.enum(SYMBOLOGIES) }),
  ({ code, symbology }) => {
    const upca = symbology === "upce" ? (expandUpce(code)?.upca ?? null) : null;
    return {
      valid: isValidForSymbology(code, symbology),
      gtin14: toGtin14(upca ?? code),
      ...(upca === null ? {} : { upca }),
    };
  },
);

const unknown = on(z.strictObject({ code: z.string() }), ({ code }) => {
  const [symbology = null] = detectSymbologies(code);
  return { symbology, valid: symbology !== null, gtin14: toGtin14(code) };
});

// A pattern without a value is a plain rule there, and one may measure finer than thousandths.
function isOffered(text: string): boolean {
  const parsed = parseMeasurePattern(text);
  return !/^[\d.]*$/.test(text) && (parsed.ok || parsed.fault !== "too_many_decimals");
}

const measured = on(
  z.strictObject({
    code: z.string(),
    pattern: z.string().optional(),
    patterns: z.array(z.string()).optional(),
  }),
  ({ code, pattern, patterns = pattern === undefined ? [] : [pattern] }) => {
    const strangeAt = patterns.findIndex((text) => !isOffered(text));
    const layouts = patterns
      .slice(0, strangeAt === -1 ? patterns.length : strangeAt)
      .map((text) => measureLayoutSchema.safeParse({ ...QUANTITY, pattern: text }));
    if (layouts.some((layout) => !layout.success)) return { error: true };
    const known = layouts.flatMap(({ data }) => (data ? [data] : []));
    const read = readMeasureCode(code, { layouts: known, currency: "KES" });
    if (read?.kind === "quantity") {
      const value = formatQuantity(read.quantityMilli);
      return { matched: true, base_code: read.baseCode, value };
    }
    return strangeAt === -1 && patterns.length > 0 ? { matched: false } : null;
  },
);

const QUANTITY = { name: "Scale", measures: "quantity" } as const;

const pattern = on(z.strictObject({ pattern: z.string() }), (input) => {
  if (!isOffered(input.pattern) || input.pattern.includes("\\")) return null;
  return parseMeasurePattern(input.pattern).ok ? { valid: true } : { error: true };
});

const date = on(z.strictObject({ gs1_date: z.string() }), ({ gs1_date }) => {
  const day = readGs1Date(gs1_date, new Date().toISOString().slice(0, 10));
  return day === null ? { error: true } : { date: day };
});

const measure = on(
  z.strictObject({ data: z.string(), rule: z.string().regex(/^AI \d+/) }),
  ({ data, rule }) => {
    const identifier = /\d+/.exec(rule)?.[0] ?? "";
    if (!data.startsWith(identifier)) return null;
    const value = readImpliedMilli(identifier, data.slice(identifier.length));
    return value === null ? { error: true } : { value: formatQuantity(value) };
  },
);

const elements = on(
  z.union([
    z.strictObject({ data: z.string() }),
    z.strictObject({ data: z.string(), symbology: z.string().startsWith("gs1") }),
    z.strictObject({ code: z.string(), symbology: z.string().startsWith("gs1") }),
  ]),
  (input) => {
    const text = ("data" in input ? input.data : input.code)
      .replaceAll("<GS>", GROUP_SEPARATOR)
      .replaceAll("{GS}", GROUP_SEPARATOR);
    const marked = text.startsWith("]") || text.startsWith("http") ? text : `]C1${text}`;
    const read = normalizeScan(marked);
    if (!read.elements) return { error: true };
    const { "01": gtin = "" } = read.elements;
    return { elements: read.elements, gtin14: toGtin14(gtin), gtin: toGtin14(gtin) };
  },
);

export const computePeerBarcode = firstOf(
  known,
  unknown,
  measured,
  pattern,
  date,
  measure,
  elements,
);
