import { createHmac } from "node:crypto";
import { type RateLimiterAbstract, RateLimiterRes } from "rate-limiter-flexible";
import { DomainError } from "../../core/errors";
import { deriveKey } from "../auth/derive-key";
import type { LimitStore } from "./limit-store";
import { networkOf } from "./network-of";
import { RATE_LIMITS, type RateLimit, type RateLimitName } from "./rate-limits";

/** Who is counted, in clear; null is nobody that can be told apart, and is not counted. */
export type RateLimitSubject = string | null;

export type RateLimiter = {
  /**
   * Take one of a subject's tries.
   *
   * @throws DomainError rate_limited (`retryAfterSeconds`)
   */
  consume(name: RateLimitName, subject: RateLimitSubject): Promise<void>;
  /**
   * Refuse as `consume` would, and take nothing.
   *
   * @throws DomainError rate_limited (`retryAfterSeconds`)
   */
  requireLeft(name: RateLimitName, subject: RateLimitSubject): Promise<void>;
  /** Give one back: it was an honest one and is not counted. */
  giveBack(name: RateLimitName, subject: RateLimitSubject): Promise<void>;
  /** Forget all of a subject's tries. */
  forget(name: RateLimitName, subject: RateLimitSubject): Promise<void>;
  close(): Promise<void>;
};

/** Refused subjects that are remembered in memory, so that a flood of refusals asks no store. */
const REFUSED_MAX = 10_000;

/**
 * Counts tries in a store. A store that fails is replaced by memory, so that it never lets
 * everybody in and never keeps everybody out.
 */
export function createRateLimiter(options: {
  store: LimitStore;
  authSecret: string;
  /** Other limits than the product's, for what measures or tests them. */
  limits?: Readonly<Record<RateLimitName, RateLimit>>;
}): RateLimiter {
  const { store, limits = RATE_LIMITS } = options;
  const hashKey = deriveKey(options.authSecret, "rate limits");
  const limiters = new Map<RateLimitName, RateLimiterAbstract>();
  const refusedUntil = new Map<string, number>();

  function limiterOf(name: RateLimitName): RateLimiterAbstract {
    const limiter = limiters.get(name) ?? store.limiterOf(name, limits[name]);
    limiters.set(name, limiter);
    return limiter;
  }
  function keyOf(name: RateLimitName, subject: string): string {
    const counted = limits[name].key === "address" ? networkOf(subject) : subject;
    return createHmac("sha256", hashKey)
      .update(`${name}\0${counted}`)
      .digest("base64url")
      .slice(0, 27);
  }

  return {
    async consume(name, subject) {
      if (subject === null) return;
      const key = keyOf(name, subject);
      const knownWaitMs = (refusedUntil.get(key) ?? 0) - performance.now();
      const waitMs = knownWaitMs > 0 ? knownWaitMs : await takePoint(limiterOf(name), key);
      if (waitMs <= 0) return;
      if (refusedUntil.size >= REFUSED_MAX) refusedUntil.clear();
      refusedUntil.set(key, performance.now() + waitMs);
      throw refusal(waitMs);
    },
    async requireLeft(name, subject) {
      if (subject === null) return;
      const known = await limiterOf(name).get(keyOf(name, subject));
      const isLeft = known === null || known.consumedPoints < limits[name].points;
      if (!isLeft) throw refusal(Math.max(1, known.msBeforeNext));
    },
    async giveBack(name, subject) {
      if (subject !== null) await limiterOf(name).reward(keyOf(name, subject), 1);
    },
    async forget(name, subject) {
      if (subject === null) return;
      const key = keyOf(name, subject);
      refusedUntil.delete(key);
      await limiterOf(name).delete(key);
    },
    close: () => store.close(),
  };
}

/** Counts nothing: for what the deployment does by itself. */
export const UNLIMITED: RateLimiter = {
  consume: () => Promise.resolve(),
  requireLeft: () => Promise.resolve(),
  giveBack: () => Promise.resolve(),
  forget: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/** How long to wait, in milliseconds; 0 when the point was there. */
async function takePoint(limiter: RateLimiterAbstract, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, error.msBeforeNext);
    throw error;
  }
}

function refusal(waitMs: number): DomainError {
  return new DomainError("rate_limited", {
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)),
  });
}
