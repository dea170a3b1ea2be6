"use client";

import { useMessages } from "../messages/use-messages";
import { BrandMark } from "../ui/brand-mark";

/** What the page is before its engine runs; most starts are over before it is read. */
export function StartingScreen() {
  const { till } = useMessages();
  return (
    <main className="flex h-dvh flex-col items-center justify-center bg-surface p-6 text-text">
      <BrandMark className="size-14" />
      <p role="status" className="mt-6 text-text-muted text-till-key">
        {till.starting}
      </p>
    </main>
  );
}
