"use client";

import type { HeldCartView } from "./till-state";
import { useTillSelector } from "./use-till";

/** What the tills of this store put aside, newest first. */
export function useHeldCarts(): readonly HeldCartView[] {
  return useTillSelector((snapshot) => snapshot.heldCarts);
}
