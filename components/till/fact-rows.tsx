import type { ReactNode } from "react";

export type FactRow = { label: string; value: ReactNode; tone?: string };

/** Labels left and muted, facts right in one column. */
export function FactRows({ rows }: { rows: readonly FactRow[] }) {
  return (
    <dl>
      {rows.map((row) => (
        <div
          key={row.label}
          className="flex min-h-12 items-center justify-between gap-4 border-border border-b text-till"
        >
          <dt className="font-regular text-text-muted">{row.label}</dt>
          <dd className={`text-end tabular-nums ${row.tone ?? ""}`}>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
