import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type ErrorStateProps = {
  /** What happened, in words of the reader. */
  title: ReactNode;
  /** What still stands. */
  children: ReactNode;
  /** The one way out first. */
  actions: ReactNode;
  /** Small print: the next try, a reference. */
  note?: ReactNode;
  isCentred?: boolean;
  headingLevel?: 1 | 2 | 3;
  className?: string;
};

export function ErrorState(props: ErrorStateProps) {
  const { title, children, actions, note, isCentred, headingLevel = 2, className } = props;
  const Heading = `h${headingLevel}` as const;
  return (
    <div
      role="alert"
      className={classNames(
        "flex flex-col",
        isCentred ? "items-center text-center" : "items-start",
        className,
      )}
    >
      <Heading className="text-state">{title}</Heading>
      <p className="mt-1.5 max-w-120 text-pretty text-statement leading-5.5 text-text-muted">
        {children}
      </p>
      <div className="mt-4 flex flex-wrap gap-2">{actions}</div>
      {note && <p className="mt-4 text-small text-text-muted">{note}</p>}
    </div>
  );
}
