import { Redis } from "ioredis";
import type { Logger } from "pino";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
} from "rate-limiter-flexible";
import type { Database } from "../../db/client";
import type { RateLimit } from "./rate-limits";

/** Where tries are counted. */
export type LimitStore = {
  /** The library's limiter of one limit. */
  limiterOf(name: string, limit: RateLimit): RateLimiterAbstract;
  close(): Promise<void>;
};

/** A store that does not answer within this is out, and memory counts instead. */
const STORE_MS_MAX = 1_500;
const WARN_EVERY_MS = 60_000;

/** Counts of this process alone, gone with it. */
export function memoryStore(): LimitStore {
  return { limiterOf: memoryLimiter, close: () => Promise.resolve() };
}

/** Counts in the database's own table; what is counted per process stays in memory. */
export function postgresStore(database: Database, log: Logger): LimitStore {
  const warn = warnerOf(log);
  const storeClient = {
    query: (statement: { text: string; values?: readonly unknown[] }) =>
      withinTime(database.countTries(statement)).catch((error: unknown) => {
        warn(error);
        throw error;
      }),
  };
  return {
    limiterOf: (name, limit) =>
      limit.count === "process"
        ? memoryLimiter(name, limit)
        : new RateLimiterPostgres({
            ...optionsOf(name, limit),
            storeClient,
            storeType: "client",
            schemaName: "throttle",
            tableName: "rate_limits",
            tableCreated: true,
            insuranceLimiter: memoryLimiter(name, limit),
          }),
    close: () => Promise.resolve(),
  };
}

/** Counts in a Redis that all processes share. */
export function redisStore(url: string, log: Logger): LimitStore {
  const warn = warnerOf(log);
  const client = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: STORE_MS_MAX,
    commandTimeout: STORE_MS_MAX,
    retryStrategy: (tries) => Math.min(tries * 100, 2_000),
  });
  client.on("error", warn);
  return {
    limiterOf: (name, limit) =>
      new RateLimiterRedis({
        ...optionsOf(`kaunta:limit:${name}`, limit),
        storeClient: client,
        rejectIfRedisNotReady: true,
        insuranceLimiter: memoryLimiter(name, limit),
      }),
    close: async () => client.disconnect(),
  };
}

function memoryLimiter(name: string, limit: RateLimit): RateLimiterMemory {
  return new RateLimiterMemory(optionsOf(name, limit));
}

function optionsOf(keyPrefix: string, { points, seconds, blockSeconds }: RateLimit) {
  return { keyPrefix, points, duration: seconds, blockDuration: blockSeconds };
}

/** A store that is out says so once a minute, not once a request. */
function warnerOf(log: Logger): (error: unknown) => void {
  let warnedAt = Number.NEGATIVE_INFINITY;
  return (error) => {
    const now = performance.now();
    if (now - warnedAt < WARN_EVERY_MS) return;
    warnedAt = now;
    log.warn({ err: error }, "the store of rate limits is out; each process counts by itself");
  };
}

async function withinTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the store did not answer")), STORE_MS_MAX);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
