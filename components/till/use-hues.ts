"use client";

import { useMemo } from "react";
import { useCategories } from "../../till/react/use-catalog";

/** For what belongs to no category. */
export const NEUTRAL_HUE = 85;

/** The hue of each category, by its id. */
export function useHues(): ReadonlyMap<string, number> {
  const categories = useCategories();
  return useMemo(
    () => new Map(categories.map((category) => [category.categoryId, category.hue])),
    [categories],
  );
}
