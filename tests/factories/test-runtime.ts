import pino from "pino";
import { uuidv7 } from "uuidv7";
import { type Instant, instant } from "../../core/time";
import { type Database, openDatabase } from "../../db/client";
import type { Runtime } from "../../server/context";
import { memoryStore } from "../../server/rate-limit/limit-store";
import { createRateLimiter } from "../../server/rate-limit/rate-limiter";
import { RATE_LIMITS, type RateLimit } from "../../server/rate-limit/rate-limits";
import { testDatabase } from "../setup/test-database";

/** A Thursday, 13:00 in Nairobi. */
export const TEST_NOW = instant(Date.UTC(2026, 3, 30, 10, 0, 0));

export type TestRuntime = Runtime & {
  /** The injected clock, which only moves when it is told to. */
  readonly clock: { advance(ms: number): void; set(at: Instant): void };
};

const AUTH_SECRET = "a secret of the tests, thirty-two characters";

/** Tests ask far more often than anybody; those of the limits bring the product's own. */
const TEST_LIMITS = Object.fromEntries(
  Object.entries(RATE_LIMITS).map(([name, limit]: [string, RateLimit]) => [
    name,
    { ...limit, points: 1_000_000 },
  ]),
) as Record<keyof typeof RATE_LIMITS, RateLimit>;

let opened: Promise<Database> | null = null;

/** One pool a test file, on the worker's own database; closed with `closeTestRuntime`. */
export async function testRuntime(): Promise<TestRuntime> {
  opened ??= testDatabase().then(({ appUrl }) => openDatabase(appUrl, { max: 6 }));
  let now = TEST_NOW;
  return {
    database: await opened,
    authSecret: AUTH_SECRET,
    appUrl: "http://localhost:3000",
    mailer: null,
    now: () => now,
    newId: uuidv7,
    log: pino({ level: "silent" }),
    version: "test",
    rateLimiter: createRateLimiter({
      store: memoryStore(),
      authSecret: AUTH_SECRET,
      limits: TEST_LIMITS,
    }),
    clock: {
      advance: (ms) => {
        now = instant(now + ms);
      },
      set: (at) => {
        now = at;
      },
    },
  };
}

export async function closeTestRuntime(): Promise<void> {
  const database = await opened;
  opened = null;
  await database?.close();
}
