"use client";

import { useState } from "react";

/** Which one of a list is current; the first one until another was chosen, or when that one went. */
export function usePick<Item>(items: readonly Item[], idOf: (item: Item) => string) {
  const [chosenId, setChosenId] = useState<string | null>(null);
  const found = items.findIndex((item) => idOf(item) === chosenId);
  const index = Math.max(0, found);
  const current = items[index] ?? null;
  const step = (by: number) => {
    const next = items[index + by];
    if (next) {
      setChosenId(idOf(next));
    }
  };
  return { current, choose: setChosenId, step, isChosen: found >= 0 };
}
