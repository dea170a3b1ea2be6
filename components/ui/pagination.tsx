"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useMessages } from "../messages/use-messages";
import { Button } from "./button";
import { classNames } from "./class-names";
import { LinkButton } from "./link-button";

/** An address, an action, or nothing when there is no such page. */
export type PageStep = { href: string } | { onPress: () => void } | null;

export type PaginationProps = {
  previous: PageStep;
  next: PageStep;
  /** What is shown ("1 to 50 of 1,306"). */
  summary?: ReactNode;
  /** Before the buttons: the size of a page. */
  end?: ReactNode;
  className?: string;
};

function StepButton({ step, isNext }: { step: PageStep; isNext: boolean }) {
  const { ui } = useMessages();
  const label = isNext ? ui.next : ui.previous;
  const icons = isNext
    ? { iconEnd: <ChevronRight className="rtl:rotate-180" /> }
    : { icon: <ChevronLeft className="rtl:rotate-180" /> };
  if (step && "href" in step) {
    return (
      <LinkButton href={step.href} rel={isNext ? "next" : "prev"} {...icons}>
        {label}
      </LinkButton>
    );
  }
  return (
    <Button isDisabled={!step} {...(step && { onPress: step.onPress })} {...icons}>
      {label}
    </Button>
  );
}

export function Pagination({ previous, next, summary, end, className }: PaginationProps) {
  const { ui } = useMessages();
  return (
    <nav
      aria-label={ui.pages}
      className={classNames(
        "flex min-h-12 flex-wrap items-center gap-2 border-border border-t px-4 py-1.5 text-body text-text-muted",
        className,
      )}
    >
      <span className="me-auto tabular-nums">{summary}</span>
      {end && <span className="hidden sm:inline">{end}</span>}
      <StepButton step={previous} isNext={false} />
      <StepButton step={next} isNext />
    </nav>
  );
}
