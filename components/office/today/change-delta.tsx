"use client";

import { useFormatLocale } from "../../messages/use-messages";
import { Delta } from "../../ui/delta";
import { VisuallyHidden } from "../../ui/visually-hidden";
import { formatPercent } from "../format-office";

export type ChangeDeltaProps = {
  now: number;
  before: number;
  /** Which way is good news; a figure that is neither stays grey. */
  goodWhen?: "up" | "down";
};

/** Change against the compared day; nothing where there is nothing to compare with. */
export function ChangeDelta({ now, before, goodWhen }: ChangeDeltaProps) {
  const locale = useFormatLocale();
  if (before === 0) return null;
  const ratio = (now - before) / Math.abs(before);
  const direction = ratio === 0 ? "flat" : ratio > 0 ? "up" : "down";
  const isNews = goodWhen !== undefined && direction !== "flat";
  const meaning = isNews ? (direction === goodWhen ? "better" : "worse") : "neither";
  return (
    <Delta direction={direction} meaning={meaning}>
      <VisuallyHidden>{direction === "down" ? "\u2212" : "+"}</VisuallyHidden>
      {formatPercent(ratio, locale)}
    </Delta>
  );
}
