import * as z from "zod";
import { currencyExponent } from "../money/currency";
import type { MeasureLayout, MeasurePart } from "./variable-measure";

export const MEASURE_KINDS = ["weight", "price", "quantity"] as const;

/** What the digits of a code mean: kilograms, the price of the whole, or pieces. */
export type MeasureKind = (typeof MEASURE_KINDS)[number];

/** Why a pattern is no layout. */
export const PATTERN_FAULTS = [
  "unknown_sign",
  "no_value",
  "decimals_before_units",
  "check_not_last",
  "wrong_length",
  "too_many_decimals",
] as const;

export type PatternFault = (typeof PATTERN_FAULTS)[number];

export type MeasurePattern = {
  readonly parts: MeasureLayout;
  /** How many of the value's digits are decimals. */
  readonly decimals: number;
};

export type MeasurePatternParsed =
  | { readonly ok: true; readonly pattern: MeasurePattern }
  | { readonly ok: false; readonly fault: PatternFault };

const TOKEN = /\d+|\.+|V|C|\{[^{}]*\}/gy;
const MILLI_DECIMALS = 3;
const EAN13_LENGTH = 13;

/**
 * Read the pattern of a variable measure code [BC9]: digits stand for themselves, "." for a digit of
 * the item, "{NNDD}" for the value with its decimals, "V" for the value's own check digit, "C" for
 * the code's. It has 13 signs, 12 for UPC-A or 8; the last of 13 or 12 is the check digit in any
 * case, and 12 that end in the value are an EAN-13 whose check digit was left out. Of eight digits
 * the last is made right again in the base code only where it is a "C".
 */
export function parseMeasurePattern(text: string): MeasurePatternParsed {
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.join("") !== text) return { ok: false, fault: "unknown_sign" };
  const values = tokens.filter((token) => token.startsWith("{"));
  const value = values[0]?.slice(1, -1);
  if (values.length !== 1 || !value) return { ok: false, fault: "no_value" };
  if (!/^[ND]+$/.test(value)) return { ok: false, fault: "unknown_sign" };
  if (!/^N*D*$/.test(value)) return { ok: false, fault: "decimals_before_units" };
  const decimals = value.length - value.replaceAll("D", "").length;
  if (decimals > MILLI_DECIMALS) return { ok: false, fault: "too_many_decimals" };
  if (tokens.slice(0, -1).includes("C")) return { ok: false, fault: "check_not_last" };
  const parts = readParts(tokens);
  return parts ? { ok: true, pattern: { parts, decimals } } : { ok: false, fault: "wrong_length" };
}

function readParts(tokens: readonly string[]): MeasureLayout | null {
  const parts = tokens.map((token) => [partOf(token), lengthOf(token)] as const);
  const length = parts.reduce((sum, [, partLength]) => sum + partLength, 0);
  if (length === 8) return parts;
  const [lastPart, lastLength] = parts.at(-1) ?? ["prefix", 0];
  if (lastPart === "value" && length === EAN13_LENGTH - 1) return [...parts, ["check", 1]];
  if (length !== EAN13_LENGTH && length !== EAN13_LENGTH - 1) return null;
  if (lastPart === "check") return parts;
  if (lastPart !== "item") return null;
  const before: MeasureLayout = lastLength === 1 ? [] : [["item", lastLength - 1]];
  return [...parts.slice(0, -1), ...before, ["check", 1]];
}

function partOf(token: string): MeasurePart {
  if (token.startsWith("{")) return "value";
  if (token.startsWith(".")) return "item";
  if (token === "V") return "value_check";
  return token === "C" ? "check" : "prefix";
}

function lengthOf(token: string): number {
  return token.startsWith("{") ? token.length - 2 : token.length;
}

/** Form of a layout; a bad pattern is refused with its `PatternFault` as the message [BC9]. */
export const measureLayoutSchema = z.strictObject({
  name: z.string().min(1).max(40),
  pattern: z
    .string()
    .max(24)
    .superRefine((text, context) => {
      const parsed = parseMeasurePattern(text);
      if (!parsed.ok) context.addIssue({ code: "custom", message: parsed.fault });
    }),
  measures: z.enum(MEASURE_KINDS),
});

/**
 * One layout of a shop's scales. A weight is in kilograms with its decimals, or in grams when the
 * pattern has none; a price is in the shop's currency with its decimals; a quantity is in pieces.
 */
export type ShopMeasureLayout = z.infer<typeof measureLayoutSchema>;

/**
 * What a shop has until it says otherwise [BC9]: 02 is a price with its own check digit, of 20 to 29
 * the even ones are prices and the odd ones weights in grams.
 *
 * @throws DomainError unknown_currency
 */
export function defaultMeasureLayouts(currency: string): ShopMeasureLayout[] {
  const decimals = currencyExponent(currency);
  const price = (digits: number) =>
    `{${"N".repeat(Math.max(0, digits - decimals))}${"D".repeat(Math.min(digits, decimals))}}`;
  const ofPrefix = (prefix: number): ShopMeasureLayout =>
    prefix % 2 === 0
      ? { name: `${prefix}`, pattern: `${prefix}.....${price(5)}C`, measures: "price" }
      : { name: `${prefix}`, pattern: `${prefix}.....{NNDDD}C`, measures: "weight" };
  return [
    { name: "02", pattern: `02.....V${price(4)}C`, measures: "price" },
    ...Array.from({ length: 10 }, (_, index) => ofPrefix(20 + index)),
  ];
}
