"use client";

import type { SyncView } from "./till-state";
import { useTillSelector } from "./use-till";

export function useSync(): SyncView {
  return useTillSelector((snapshot) => snapshot.sync);
}
