import pino from "pino";
import { uuidv7 } from "uuidv7";
import { type Instant, instant } from "../../core/time";
import { type Database, openDatabase } from "../../db/client";
import type { Runtime } from "../../server/context";
import { testDatabase } from "../setup/test-database";

/** A Thursday, 13:00 in Nairobi. */
export const TEST_NOW = instant(Date.UTC(2026, 3, 30, 10, 0, 0));

export type TestRuntime = Runtime & {
  /** The injected clock, which only moves when it is told to. */
  readonly clock: { advance(ms: number): void; set(at: Instant): void };
};

let opened: Promise<Database> | null = null;

/** One pool a test file, on the worker's own database; closed with `closeTestRuntime`. */
export async function testRuntime(): Promise<TestRuntime> {
  opened ??= testDatabase().then(({ appUrl }) => openDatabase(appUrl, { max: 6 }));
  let now = TEST_NOW;
  return {
    database: await opened,
    authSecret: "a secret of the tests, thirty-two characters",
    appUrl: "http://localhost:3000",
    now: () => now,
    newId: uuidv7,
    log: pino({ level: "silent" }),
    version: "test",
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
