"use client";

import type { StaffView } from "./till-state";
import { useTillSelector } from "./use-till";

/** The people of this store who may sell. */
export function useStaff(): readonly StaffView[] {
  return useTillSelector((snapshot) => snapshot.staff);
}
