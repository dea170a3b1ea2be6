"use client";

import { type ReactNode, useEffect, useState } from "react";
import { bootTill } from "./boot";
import { TillContext, type TillHandle } from "./till-context";

type TillProviderProps = {
  readonly children: ReactNode;
  /** Shown while the engine starts and in the server's static shell. */
  readonly fallback: ReactNode;
  /** Stands in for the browser's own till in tests. */
  readonly handle?: TillHandle;
};

/** The till of this page. There is one, however often React mounts it. */
export function TillProvider({ children, fallback, handle }: TillProviderProps) {
  const [booted, setBooted] = useState<TillHandle | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    if (handle) return;
    bootTill().then(setBooted, setFailure);
  }, [handle]);
  if (failure !== null) throw failure;
  const current = handle ?? booted;
  if (!current) return fallback;
  return <TillContext value={current}>{children}</TillContext>;
}
