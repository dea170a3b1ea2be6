import type { ReactNode } from "react";
import { classNames } from "../../ui/class-names";

export type Fact = { readonly label: string; readonly value: ReactNode; readonly isWide?: boolean };

/** Names and values in rows; a wide value takes a line of its own. */
export function FactList({ facts, className }: { facts: readonly Fact[]; className?: string }) {
  return (
    <dl className={classNames("grid gap-x-6 gap-y-3 px-4 pb-4 sm:grid-cols-2", className)}>
      {facts.map(({ label, value, isWide }) => (
        <div key={label} className={classNames("min-w-0", isWide && "sm:col-span-2")}>
          <dt className="text-small text-text-muted">{label}</dt>
          <dd className="mt-0.5 wrap-anywhere font-medium text-body">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
