/** Many measurements of one thing; p99 of fewer than a hundred is their worst. */
export type Spread = { readonly p50: number; readonly p99: number; readonly count: number };

/** A measured thing beside its baseline of the same run. */
export type Figure = {
  readonly name: string;
  readonly unit: "ms" | "s" | "kB" | "/s";
  readonly spread: Spread;
  readonly baseline?: { readonly name: string; readonly spread: Spread };
  /** Of each round against the baseline of the same round, when rounds were paired. */
  readonly ratios?: readonly number[];
  /** What it should be, and whether it was. */
  readonly target?: { readonly text: string; readonly isMet: boolean };
  readonly note?: string;
};

export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new Error("nothing was measured");
  const sorted = [...values].sort((left, right) => left - right);
  const at = (share: number) =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), count: sorted.length };
}

/** The rounds' median ratio, or the medians' ratio; null without a baseline. */
export function ratioOf(
  figure: Pick<Figure, "spread" | "ratios"> & {
    readonly baseline?: Pick<NonNullable<Figure["baseline"]>, "spread">;
  },
): number | null {
  if (figure.ratios) return spreadOf(figure.ratios).p50;
  return figure.baseline ? figure.spread.p50 / figure.baseline.spread.p50 : null;
}

const HEAD = ["figure", "p50", "p99", "n", "baseline", "p50", "p99", "ratio", "target", ""];

export function printFigures(title: string, figures: readonly Figure[]): void {
  const rows = [HEAD, ...figures.map(rowOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  console.log(`\n${title}\n`);
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  }
  const notes = figures.flatMap(({ name, note }) => (note === undefined ? [] : [[name, note]]));
  for (const [name, note] of notes) console.log(`\n${name}: ${note}`);
}

/** One line for a machine. */
export function printJson(
  run: Readonly<Record<string, unknown>>,
  figures: readonly Figure[],
): void {
  const rows = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure) }));
  console.log(`\n${JSON.stringify({ ...run, figures: rows })}`);
}

function rowOf(figure: Figure): string[] {
  const { name, unit, spread, baseline, target } = figure;
  const ratio = ratioOf(figure);
  return [
    `${name}, ${unit}`,
    numberOf(spread.p50),
    numberOf(spread.p99),
    String(spread.count),
    baseline?.name ?? "",
    baseline ? numberOf(baseline.spread.p50) : "",
    baseline ? numberOf(baseline.spread.p99) : "",
    ratio === null ? "" : `${ratio.toFixed(2)}${rangeOf(figure.ratios)}`,
    target?.text ?? "",
    verdictOf(target),
  ];
}

function rangeOf(ratios: Figure["ratios"]): string {
  if (!ratios || ratios.length < 2) return "";
  return ` (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`;
}

function verdictOf(target: Figure["target"]): string {
  if (!target) return "";
  return target.isMet ? "met" : "MISSED";
}

function numberOf(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 1_000 ? 1 : 0);
}
