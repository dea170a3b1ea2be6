"use client";

import { useCallback, useState } from "react";
import { isDomainError } from "../../core/errors";
import type { Refusal } from "./till-state";

/** What `useCommand` gives: the call, whether it runs, and the refusal that it ended in. */
export type CommandHandle<Request extends readonly unknown[], Result> = {
  /** Resolves to null when refused; `refusal` then says why. */
  readonly run: (...request: Request) => Promise<Result | null>;
  readonly isRunning: boolean;
  readonly refusal: Refusal | null;
  readonly clearRefusal: () => void;
};

/** Run a command from a button: what it refuses becomes a sentence, what breaks still breaks. */
export function useCommand<Request extends readonly unknown[], Result>(
  command: (...request: Request) => Promise<Result> | Result,
): CommandHandle<Request, Result> {
  const [runningCount, setRunningCount] = useState(0);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const run = useCallback(
    async (...request: Request): Promise<Result | null> => {
      setRefusal(null);
      setRunningCount((count) => count + 1);
      try {
        return await command(...request);
      } catch (error) {
        if (!isDomainError(error)) throw error;
        setRefusal({ code: error.code, details: error.details });
        return null;
      } finally {
        setRunningCount((count) => count - 1);
      }
    },
    [command],
  );
  const clearRefusal = useCallback(() => setRefusal(null), []);
  return { run, isRunning: runningCount > 0, refusal, clearRefusal };
}
