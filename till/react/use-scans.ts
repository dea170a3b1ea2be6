"use client";

import { useEffect, useRef } from "react";
import { type ScanListener, useTillHandle } from "./till-context";

/** Hears what scans came to while the caller is shown. */
export function useScans(listener: ScanListener): void {
  const { onScan } = useTillHandle();
  const current = useRef(listener);
  useEffect(() => {
    current.current = listener;
  });
  useEffect(() => onScan((outcome, text) => current.current(outcome, text)), [onScan]);
}
