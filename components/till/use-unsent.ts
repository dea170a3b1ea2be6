"use client";

import { useCallback, useEffect, useState } from "react";
import type { UnsentView } from "../../till/react/till-state";
import { useCommand } from "../../till/react/use-command";
import { useSync } from "../../till/react/use-sync";
import { useTillCommands } from "../../till/react/use-till";
import { saveTextFile } from "./save-text-file";

/** What only this device has, and the way to keep a copy of it; null while it is being counted. */
export function useUnsent() {
  const { countUnsent, exportUnsent, noteUnsentSaved } = useTillCommands();
  const { waitingEventCount, unbookedCount } = useSync();
  const [unsent, setUnsent] = useState<UnsentView | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: either tells that the count changed.
  useEffect(() => {
    let isCurrent = true;
    void countUnsent().then((counted) => {
      if (isCurrent) {
        setUnsent(counted);
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [countUnsent, waitingEventCount, unbookedCount]);
  const save = useCommand(
    useCallback(async () => {
      const file = await exportUnsent();
      saveTextFile(file);
      await noteUnsentSaved(file);
      setIsSaved(true);
    }, [exportUnsent, noteUnsentSaved]),
  );
  return { unsent, isSaved, save };
}
