"use client";

import type { DeviceView } from "./till-state";
import { useTillSelector } from "./use-till";

export function useDevices(): DeviceView {
  return useTillSelector((snapshot) => snapshot.devices);
}
