"use client";

import { useEffect, useState } from "react";
import type { RecentSale } from "../../till/react/till-state";
import { useTillCommands, useTillSelector } from "../../till/react/use-till";

/** The newest sales of this till, read again when one is made or confirmed; null while reading. */
export function useRecentSales(limit: number): readonly RecentSale[] | null {
  const { listRecentSales } = useTillCommands();
  const [sales, setSales] = useState<readonly RecentSale[] | null>(null);
  const waiting = useTillSelector(({ sync }) => sync.waitingCount);
  const status = useTillSelector(({ till }) => till.status);
  // biome-ignore lint/correctness/useExhaustiveDependencies: either tells that the list changed.
  useEffect(() => {
    let isCurrent = true;
    void listRecentSales(limit).then((list) => {
      if (isCurrent) {
        setSales(list);
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [listRecentSales, limit, waiting, status]);
  return sales;
}
