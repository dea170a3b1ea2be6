"use client";

import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { classNames } from "./class-names";
import { TONE_GROUND, type Tone } from "./tone";

export type PillProps = {
  children: ReactNode;
  tone?: Tone;
  icon?: ReactNode;
  /** A quieter second part after the words. */
  detail?: ReactNode;
  onPress?: () => void;
  className?: string;
};

const SHAPE =
  "icon-20 inline-flex h-9 max-w-full items-center gap-2 rounded-full px-3 font-amount text-statement";

/** Looks 36 high; as a button its target is 48. */
export function Pill({ children, tone = "neutral", icon, detail, onPress, className }: PillProps) {
  const content = (
    <>
      {icon}
      <span className="truncate">
        {children}
        {detail && <span className="font-medium"> · {detail}</span>}
      </span>
    </>
  );
  if (!onPress) {
    return <span className={classNames(SHAPE, TONE_GROUND[tone], className)}>{content}</span>;
  }
  return (
    <Button
      onPress={onPress}
      className={classNames(
        SHAPE,
        "relative select-none before:absolute before:-inset-y-1.5 before:inset-x-0",
        TONE_GROUND[tone],
        className,
      )}
    >
      {content}
    </Button>
  );
}
