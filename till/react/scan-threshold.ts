"use client";

import { useSyncExternalStore } from "react";
import { DEFAULT_SCAN_SETTINGS } from "../devices/scan-reader";

/** Longest time between two keys of one code, to choose from; a property of the scanner at hand. */
export const SCAN_THRESHOLDS_MS = [30, 50, 80, 120] as const;
export type ScanThresholdMs = (typeof SCAN_THRESHOLDS_MS)[number];

const KEY = "kaunta-scan-threshold";
const listeners = new Set<() => void>();

/** As chosen on this device; the usual one while nobody chose. */
export function readScanThreshold(): number {
  const kept = Number(localStorage.getItem(KEY));
  return SCAN_THRESHOLDS_MS.find((value) => value === kept) ?? DEFAULT_SCAN_SETTINGS.interKeyMs;
}

/** Holds from the next scan on. */
export function chooseScanThreshold(thresholdMs: ScanThresholdMs): void {
  localStorage.setItem(KEY, String(thresholdMs));
  for (const listener of listeners) listener();
}

export function subscribeScanThreshold(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useScanThreshold(): number {
  return useSyncExternalStore(
    subscribeScanThreshold,
    readScanThreshold,
    () => DEFAULT_SCAN_SETTINGS.interKeyMs,
  );
}
