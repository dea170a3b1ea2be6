"use client";

import { useMemo } from "react";
import { useTillHandle } from "./till-context";
import type { ProductView } from "./till-state";
import { useTillSelector } from "./use-till";

/** The sizes and colours of an article, the named one among them. */
export function useVariants(productId: string): readonly ProductView[] {
  const { engine } = useTillHandle();
  const revision = useTillSelector(({ catalog }) => catalog.revision);
  return useMemo(() => {
    void revision;
    return engine.variantsOf(productId);
  }, [engine, revision, productId]);
}
