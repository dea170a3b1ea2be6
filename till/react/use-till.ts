"use client";

import { useCallback, useSyncExternalStore } from "react";
import type { TillSnapshot } from "../engine/till-snapshot";
import type { TillCommands } from "./till-commands";
import { useTillHandle } from "./till-context";
import type { TillState, TillStatus } from "./till-state";

/**
 * A part of what the till shows. `select` must hand out parts of the snapshot or plain values: a
 * new object each time would redraw for ever.
 */
export function useTillSelector<Part>(select: (snapshot: TillSnapshot) => Part): Part {
  const { engine } = useTillHandle();
  const read = () => select(engine.getSnapshot());
  return useSyncExternalStore(engine.subscribe, read, read);
}

/** Reads a part at the moment of the call, for what a key does rather than what is drawn. */
export function useTillPeek(): <Part>(select: (snapshot: TillSnapshot) => Part) => Part {
  const { engine } = useTillHandle();
  return useCallback((select) => select(engine.getSnapshot()), [engine]);
}

export function useTill(): TillState {
  return useTillSelector((snapshot) => snapshot.till);
}

export function useTillStatus(): TillStatus {
  return useTillSelector((snapshot) => snapshot.till.status);
}

export function useTillCommands(): TillCommands {
  return useTillHandle().engine.commands;
}
