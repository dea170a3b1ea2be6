"use client";

import { useSyncExternalStore } from "react";

/** What parts of the screen know of each other across the tree. */
type ScreenFacts = {
  /** A panel or a phone's sheet stands over the sell screen. */
  readonly isPanelOpen: boolean;
  /** A newer till stands ready and waits for a quiet moment. */
  readonly isUpdateReady: boolean;
};

let facts: ScreenFacts = { isPanelOpen: false, isUpdateReady: false };
const listeners = new Set<() => void>();

export function noteScreen(change: Partial<ScreenFacts>): void {
  facts = { ...facts, ...change };
  for (const listener of listeners) {
    listener();
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const NOTHING: ScreenFacts = { isPanelOpen: false, isUpdateReady: false };

export function useScreenFacts(): ScreenFacts {
  return useSyncExternalStore(
    subscribe,
    () => facts,
    () => NOTHING,
  );
}
