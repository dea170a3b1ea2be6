import { type DomainErrorCode, isDomainError } from "../../core/errors";
import { DOMAIN_ERRORS } from "../../server/http/domain-errors";

export type VerdictKind = "pass" | "fail" | "not_offered";

export type Verdict =
  | { readonly kind: "pass" | "not_offered" }
  | { readonly kind: "fail"; readonly expected: unknown; readonly got: unknown };

/**
 * Computes what a vector asks for; null when its input is of a shape this engine does not offer, and
 * with `otherChoice` when it gives its own answer to what other programs answer in another way.
 */
export type Computation = (input: unknown) => Readonly<Record<string, unknown>> | null;

/**
 * Compare a computation with what a vector expects: every expected field must be there and equal.
 * Of an answer of its own choice only that it adds up is asked.
 */
export function judge(computation: Computation, input: unknown, expected: unknown): Verdict {
  const got = computeOrRefuse(computation, input);
  if (got === null) return { kind: "not_offered" };
  if (got["otherChoice"] === true) {
    const broken = findBrokenSum(got);
    return broken ? { kind: "fail", expected: broken, got } : { kind: "not_offered" };
  }
  if (agrees(expected, got)) return { kind: "pass" };
  return { kind: "fail", expected, got: narrow(expected, got) };
}

export function formatVerdict(verdict: Verdict): string {
  if (verdict.kind !== "fail") return verdict.kind === "pass" ? "pass" : "not offered";
  return `fail expected ${JSON.stringify(verdict.expected)} got ${JSON.stringify(verdict.got)}`;
}

// A refusal is an answer; anything else that is thrown is a failure of the engine, also an answer.
function computeOrRefuse(computation: Computation, input: unknown): ReturnType<Computation> {
  try {
    return computation(input);
  } catch (error) {
    if (isDomainError(error)) return { error: true, code: error.code, kind: kindOf(error.code) };
    return { thrown: error instanceof Error ? error.message : String(error) };
  }
}

const KINDS: Readonly<Partial<Record<number, string>>> = {
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  412: "conflict",
};

function kindOf(code: DomainErrorCode): string {
  return KINDS[DOMAIN_ERRORS[code].status] ?? "invalid";
}

const SUMS = [
  ["net", "tax", "gross"],
  ["net_total", "tax_total", "gross_total"],
  ["net_minor", "tax_minor", "gross_minor"],
] as const;

/** Net and tax that are not the gross; null when all that is there adds up. */
function findBrokenSum(got: Readonly<Record<string, unknown>>): string | null {
  for (const names of SUMS) {
    const [net, tax, gross] = names.map((name) => scaled(got[name]));
    if (net === null || tax === null || gross === null) continue;
    if (net !== undefined && tax !== undefined && net + tax !== gross) return names.join(" + ");
  }
  return null;
}

function scaled(amount: unknown): bigint | null {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(String(amount));
  return match ? BigInt(`${match[1]}${(match[2] ?? "").padEnd(9, "0")}`) : null;
}

function agrees(expected: unknown, got: unknown): boolean {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return false;
    return expected.every((item, index) => agrees(item, got[index]));
  }
  if (isFields(expected)) {
    if (!isFields(got)) return false;
    return Object.entries(expected).every(([key, value]) => agrees(value, got[key]));
  }
  if (typeof expected === "string" && typeof got === "string") {
    return canonicalDecimal(expected) === canonicalDecimal(got);
  }
  return Object.is(expected, got);
}

// "4.5" and "4.50" are one number; "007" stays a code.
function canonicalDecimal(text: string): string {
  if (!/^-?\d+\.\d+$/.test(text)) return text;
  return text.replace(/0+$/, "").replace(/\.$/, "");
}

function narrow(expected: unknown, got: Readonly<Record<string, unknown>>): unknown {
  if ("thrown" in got || "error" in got || !isFields(expected)) return got;
  return Object.fromEntries(Object.keys(expected).map((key) => [key, got[key]]));
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
