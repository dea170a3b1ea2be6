import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type CardProps = {
  children: ReactNode;
  /** Without it the card's parts reach its edge, as rows and tables do. */
  hasPadding?: boolean;
  as?: "div" | "section" | "article" | "li";
  labelledBy?: string;
  className?: string;
};

export function Card(props: CardProps) {
  const { children, hasPadding, as: Element = "div", labelledBy, className } = props;
  return (
    <Element
      {...(labelledBy && { "aria-labelledby": labelledBy })}
      className={classNames(
        "min-w-0 rounded-card border border-border bg-surface-raised",
        hasPadding && "p-4",
        className,
      )}
    >
      {children}
    </Element>
  );
}

export type CardHeaderProps = {
  title: ReactNode;
  titleId?: string;
  /** Beside the title: a count, a legend. */
  aside?: ReactNode;
  /** At the end: a link, a figure. */
  end?: ReactNode;
  isRuled?: boolean;
  headingLevel?: 2 | 3;
  className?: string;
};

export function CardHeader(props: CardHeaderProps) {
  const { title, titleId, aside, end, isRuled, headingLevel = 2, className } = props;
  const Heading = headingLevel === 2 ? "h2" : "h3";
  return (
    <div
      className={classNames(
        "flex min-h-12 items-center gap-3 px-4 py-2",
        isRuled && "border-border border-b",
        className,
      )}
    >
      <Heading {...(titleId && { id: titleId })} className="min-w-0 break-words text-heading">
        {title}
      </Heading>
      {aside}
      {end && (
        <div className="ms-auto flex items-center gap-2 text-small text-text-muted">{end}</div>
      )}
    </div>
  );
}

export type CardRowsProps = { children: ReactNode; className?: string };

/** Rows of a card with a hairline between them. */
export function CardRows({ children, className }: CardRowsProps) {
  return <ul className={classNames("divide-y divide-border", className)}>{children}</ul>;
}

export type CardRowProps = {
  children: ReactNode;
  isTall?: boolean;
  className?: string;
};

export function CardRow({ children, isTall = true, className }: CardRowProps) {
  return (
    <li
      className={classNames(
        "relative flex items-center gap-3 px-4",
        isTall ? "min-h-12 py-1" : "min-h-9.5 py-1",
        className,
      )}
    >
      {children}
    </li>
  );
}
