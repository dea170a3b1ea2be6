import type { PriceTrace, TraceStep } from "../../core/pricing/price-trace";
import { runTrace } from "../../core/pricing/run-trace";
import type { SaleLine } from "../../core/sale/sale-document";

type Step = Record<string, unknown>;

/**
 * Every trace that differs from a line's in one place: each number one up and one down, each text
 * and each flag another, each nothing something, each step left out, each two neighbours swapped.
 */
export function* alterTrace(trace: PriceTrace): Generator<PriceTrace> {
  const { steps, digest } = trace;
  for (const [index, step] of steps.entries()) {
    for (const altered of alterValue(step)) {
      yield { steps: steps.with(index, altered as TraceStep), digest };
    }
    yield { steps: steps.toSpliced(index, 1), digest };
    const next = steps[index + 1];
    // Two steps that say the same cannot be told apart when they are swapped.
    if (next && JSON.stringify(next) !== JSON.stringify(step)) {
      yield { steps: steps.with(index, next).with(index + 1, step), digest };
    }
  }
}

function alterValue(value: unknown): unknown[] {
  switch (typeof value) {
    case "number":
      return [value + 1, value - 1];
    case "string":
      return [`${value}.`];
    case "boolean":
      return [!value];
    default:
      return alterParts(value as object | null);
  }
}

function alterParts(value: object | null): unknown[] {
  if (value === null) return [1];
  if (!Array.isArray(value)) return alterFields(value as Step);
  return value.flatMap((each, index) => [
    ...alterValue(each).map((altered) => value.with(index, altered)),
    value.toSpliced(index, 1),
  ]);
}

function alterFields(record: Step): unknown[] {
  return Object.keys(record).flatMap((key) =>
    alterValue(record[key]).map((altered) => ({ ...record, [key]: altered })),
  );
}

/** Whether executing a trace comes to the figures of its line. */
export function agrees(line: SaleLine, trace: PriceTrace): boolean {
  try {
    const run = runTrace({
      trace,
      quantityMilli: line.quantityMilli as never,
      pricesIncludeTax: line.pricesIncludeTax,
    });
    return (
      run.unitPriceMinor === line.unitPriceMinor &&
      run.subtotalMinor === line.subtotalMinor &&
      run.promotionMinor === line.promotionMinor &&
      run.discountMinor === line.discountMinor
    );
  } catch {
    return false;
  }
}
