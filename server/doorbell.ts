export type Doorbell = {
  /** Somebody has news; ringing again before it is answered changes nothing. */
  readonly ring: () => void;
  /** `rung` at once when it rang since the last answer; without a bound it waits for ever. */
  readonly wait: (withinMs?: number) => Promise<"rung" | "silent" | "ended">;
};

/** Between those who notify and the one who waits; the signal ends the waiting. */
export function createDoorbell(signal: AbortSignal | undefined): Doorbell {
  let isRung = false;
  let wake: () => void = () => undefined;
  signal?.addEventListener("abort", () => wake(), { once: true });
  return {
    ring() {
      isRung = true;
      wake();
    },
    async wait(withinMs = Number.POSITIVE_INFINITY) {
      if (!isRung && !signal?.aborted) {
        await new Promise<void>((resolve) => {
          const timer = withinMs < Number.POSITIVE_INFINITY ? setTimeout(resolve, withinMs) : null;
          wake = () => {
            if (timer !== null) clearTimeout(timer);
            resolve();
          };
        });
      }
      if (signal?.aborted) return "ended";
      if (!isRung) return "silent";
      isRung = false;
      return "rung";
    },
  };
}

/** Resolves after the time, or at once when the signal ends it. */
export function pause(durationMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, durationMs);
    signal?.addEventListener("abort", end, { once: true });
    if (signal?.aborted) end();
  });
}
