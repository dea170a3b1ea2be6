import type { RateLimiter } from "../../../server/rate-limit/rate-limiter";

export type RecordedLimits = {
  readonly limiter: RateLimiter;
  /** Against whom tries were counted since it was last asked, as the limiter is told. */
  readonly take: () => string;
};

/** The same limiter, and a note of everybody whom an act was counted against. */
export function recordLimits(given: RateLimiter): RecordedLimits {
  let taken: string[] = [];
  const limiter: RateLimiter = {
    ...given,
    consume: (name, subject) => {
      taken.push(`${name} of ${subject}`);
      return given.consume(name, subject);
    },
  };
  return {
    limiter,
    take: () => {
      const told = taken.join("\n");
      taken = [];
      return told;
    },
  };
}
