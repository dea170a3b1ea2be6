"use client";

import { useEffect, useState } from "react";
import { type Instant, instant } from "../../core/time";

/** The time, read again every so often; null before the first effect, so that HTML can be static. */
export function useNow(everyMs: number): Instant | null {
  const [now, setNow] = useState<Instant | null>(null);
  useEffect(() => {
    const read = () => setNow(instant(Date.now()));
    read();
    const timer = setInterval(read, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
