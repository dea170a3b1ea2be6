import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type EmptyStateProps = {
  /** What to do first, not what is missing ("Add the first product"). */
  title: ReactNode;
  children?: ReactNode;
  /** Buttons, the way on first. */
  actions?: ReactNode;
  /** A quiet link under the buttons. */
  link?: ReactNode;
  /** Rows in outline above the words, as a promise of what will stand here. */
  hasOutline?: boolean;
  icon?: ReactNode;
  headingLevel?: 1 | 2 | 3;
  className?: string;
};

function OutlineRows() {
  return (
    <div aria-hidden="true" className="mb-5 flex w-full max-w-90 flex-col gap-2">
      {["opacity-100", "opacity-60", "opacity-30"].map((opacity, index) => (
        <div
          key={opacity}
          className={classNames(
            "flex h-11 items-center gap-3 rounded-control border border-border border-dashed px-3",
            opacity,
          )}
        >
          <span className="size-6 rounded-chip bg-surface-sunken" />
          <span
            className={classNames(
              "h-2 rounded-full bg-surface-sunken",
              index === 1 ? "w-24" : "w-36",
            )}
          />
          <span className="ms-auto h-2 w-11 rounded-full bg-surface-sunken" />
        </div>
      ))}
    </div>
  );
}

export function EmptyState(props: EmptyStateProps) {
  const { title, children, actions, link, hasOutline, icon, headingLevel = 2, className } = props;
  const Heading = `h${headingLevel}` as const;
  return (
    <div
      className={classNames(
        "flex flex-col items-center justify-center px-6 py-10 text-center",
        className,
      )}
    >
      {hasOutline && <OutlineRows />}
      {icon && <span className="icon-26 mb-3 text-text-subtle">{icon}</span>}
      <Heading className="text-state">{title}</Heading>
      {children && (
        <p className="mt-1.5 max-w-88 text-balance text-statement leading-5.5 text-text-muted">
          {children}
        </p>
      )}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
      {link && <div className="mt-4">{link}</div>}
    </div>
  );
}
