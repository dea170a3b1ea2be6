"use client";

import { useMemo } from "react";
import { useTillHandle } from "./till-context";
import type { CatalogQuery, CatalogResult, CategoryView } from "./till-state";
import { useTillSelector } from "./use-till";

export function useCategories(): readonly CategoryView[] {
  return useTillSelector((snapshot) => snapshot.catalog.categories);
}

/** Asked again when the words or the catalogue change, or a sale moves stock; never on a scan. */
export function useCatalogSearch(query: CatalogQuery): CatalogResult {
  const { engine } = useTillHandle();
  const stamp = useCatalogStamp();
  const { text, categoryId = null, limit = 60 } = query;
  return useMemo(() => {
    void stamp;
    return engine.search({ text, categoryId, limit });
  }, [engine, stamp, text, categoryId, limit]);
}

/** Changes whenever a product's price, name or stock may have. */
function useCatalogStamp(): string {
  return useTillSelector(
    ({ catalog, sync }) =>
      `${catalog.revision}:${sync.waitingEventCount}:${sync.waitingTotalMinor}`,
  );
}
