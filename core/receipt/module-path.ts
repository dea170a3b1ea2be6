/**
 * The SVG path of dark modules, one unit each, rows from the top: crisp at every size and drawn
 * alike by a browser and by the PDF.
 */
export function modulePath(rows: readonly (readonly boolean[])[], rowHeight = 1): string {
  return rows.flatMap((row, y) => runsOf(row).map((run) => rectangle(run, y, rowHeight))).join("");
}

type Run = { readonly start: number; readonly length: number };

function rectangle({ start, length }: Run, y: number, rowHeight: number): string {
  return `M${start} ${y * rowHeight}h${length}v${rowHeight}h-${length}z`;
}

function runsOf(row: readonly boolean[]): Run[] {
  const runs: Run[] = [];
  let start = -1;
  [...row, false].forEach((isDark, x) => {
    if (isDark && start < 0) start = x;
    if (!isDark && start >= 0) {
      runs.push({ start, length: x - start });
      start = -1;
    }
  });
  return runs;
}
