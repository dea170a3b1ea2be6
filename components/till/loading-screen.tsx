"use client";

import type { FirstSyncProgress } from "../../till/react/till-state";
import { useMessages } from "../messages/use-messages";
import { BrandMark } from "../ui/brand-mark";
import { ProgressBar } from "../ui/progress-bar";
import { useFigures } from "./use-figures";

const ALL = 100;

/** Products arrive for the first time; the bar follows the server's own estimate. */
export function LoadingScreen({ progress }: { progress: FirstSyncProgress }) {
  const { till } = useMessages();
  const figures = useFigures();
  const expected = progress.expected;
  const received = progress.received;
  const percent = expected > 0 ? Math.min(ALL, Math.round((received / expected) * ALL)) : undefined;
  return (
    <main className="flex h-dvh flex-col items-center justify-center bg-surface p-6 text-text">
      <BrandMark className="size-14" />
      <div className="mt-8 w-full max-w-96">
        <h1 className="text-center text-overlay-title">{till.firstLoadTitle}</h1>
        <p className="mt-1.5 mb-8 text-balance text-center text-statement text-text-muted">
          {till.firstLoadBody}
        </p>
        <ProgressBar
          label={till.products}
          {...(percent !== undefined && { percent })}
          {...(expected > 0 && {
            valueText: till.firstLoadCount(figures.count(received), figures.count(expected)),
          })}
        />
      </div>
    </main>
  );
}
