import { MINOR_MAX, type Minor, minor } from "../../core/money/minor";

/** The smallest amount of a case's currency, as decimal text: "0.01", "1", "0.05". */
export type MoneyUnit = string;

/** A decimal amount as a number of units; null when it is none, or no whole number of them. */
export function parseUnits(text: string, unit: MoneyUnit): Minor | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match || !/^\d+(?:\.\d+)?$/.test(unit)) return null;
  const [, sign = "", whole = "", fraction = ""] = match;
  const decimals = Math.max(decimalsOf(unit), fraction.length);
  const amount = BigInt(`${sign}${whole}${fraction.padEnd(decimals, "0")}`);
  const step = scaledUnit(unit, decimals);
  if (step === 0n || amount % step !== 0n) return null;
  const count = Number(amount / step);
  return Math.abs(count) > MINOR_MAX ? null : minor(count);
}

/** The decimal text of a number of units. */
export function formatUnits(count: Minor, unit: MoneyUnit): string {
  const decimals = decimalsOf(unit);
  const amount = BigInt(count) * scaledUnit(unit, decimals);
  const digits = String(amount < 0n ? -amount : amount).padStart(decimals + 1, "0");
  const sign = amount < 0n ? "-" : "";
  if (decimals === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** A unit a million times smaller. */
export function finerUnit(unit: MoneyUnit): MoneyUnit {
  const decimals = decimalsOf(unit) + 6;
  const digits = String(scaledUnit(unit, decimalsOf(unit))).padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** How many times the finer unit goes into its unit. */
export const FINER = 1_000_000;

function decimalsOf(unit: MoneyUnit): number {
  return unit.includes(".") ? unit.length - unit.indexOf(".") - 1 : 0;
}

function scaledUnit(unit: MoneyUnit, decimals: number): bigint {
  const [whole = "", fraction = ""] = unit.split(".");
  return BigInt(whole + fraction.padEnd(decimals, "0"));
}
