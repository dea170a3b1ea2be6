"use client";

import { useSyncExternalStore } from "react";
import type { Refusal } from "../../till/react/till-state";

/** What came of a key that has no panel: a refusal to read, or an event to be read aloud. */
export type CounterNotice =
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "parked"; readonly name: string }
  | { readonly kind: "drawer_opened" };

let current: CounterNotice | null = null;
const listeners = new Set<() => void>();

export function showCounterNotice(notice: CounterNotice | null): void {
  current = notice;
  for (const listener of listeners) {
    listener();
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): CounterNotice | null {
  return current;
}

export function useCounterNotice(): CounterNotice | null {
  return useSyncExternalStore(subscribe, read, () => null);
}
