import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../../db/client";
import { testDatabase } from "../../tests/setup/test-database";
import { type LimitStore, memoryStore, postgresStore, redisStore } from "./limit-store";
import { createRateLimiter, type RateLimiter } from "./rate-limiter";
import { RATE_LIMITS } from "./rate-limits";

const SECRET = "a secret of the tests, thirty-two characters";
const REDIS_SERVER = ["/usr/bin/redis-server", "/usr/local/bin/redis-server"].find(existsSync);
const silent = pino({ level: "silent" });

let admin: postgres.Sql;
let database: Database;
let redis: { url: string; stop(): Promise<void> } | null = null;
const opened: LimitStore[] = [];

beforeAll(async () => {
  const { adminUrl, appUrl } = await testDatabase();
  admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  database = openDatabase(appUrl, { max: 2 });
  if (REDIS_SERVER !== undefined) redis = await startRedis(REDIS_SERVER);
});
afterAll(async () => {
  await Promise.all(opened.map((store) => store.close()));
  await Promise.all([admin.end(), database.close(), redis?.stop()]);
});

async function startRedis(program: string) {
  const folder = mkdtempSync(join(tmpdir(), "kaunta-redis-"));
  const port = await freePort();
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder];
  const child: ChildProcess = spawn(program, args, { stdio: ["ignore", "pipe", "ignore"] });
  for await (const line of child.stdout ?? []) {
    if (String(line).includes("Ready to accept connections")) break;
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      if (child.exitCode === null) {
        child.kill("SIGTERM");
        await once(child, "exit");
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address ? address.port : 0;
}

function limiterOn(store: LimitStore): RateLimiter {
  opened.push(store);
  return createRateLimiter({ store, authSecret: SECRET });
}

async function tries(limiter: RateLimiter, subject: string, count: number): Promise<number> {
  let taken = 0;
  for (let index = 0; index < count; index += 1) {
    const isTaken = await limiter.consume("second_factor", subject).then(
      () => true,
      (error) => {
        expect(error).toMatchObject({ code: "rate_limited" });
        const wait = error.details.retryAfterSeconds;
        expect(wait).toBeGreaterThan(RATE_LIMITS.second_factor.blockSeconds - 10);
        expect(wait).toBeLessThanOrEqual(RATE_LIMITS.second_factor.blockSeconds);
        return false;
      },
    );
    if (isTaken) taken += 1;
  }
  return taken;
}

const STORES: readonly [string, () => Promise<LimitStore>][] = [
  ["memory", async () => memoryStore()],
  ["PostgreSQL", async () => postgresStore(database, silent)],
  ...(REDIS_SERVER === undefined
    ? []
    : [
        [
          "Redis",
          async () => {
            const store = redisStore(redis?.url ?? "", silent);
            await untilReady(store);
            return store;
          },
        ] as [string, () => Promise<LimitStore>],
      ]),
];

/** A point that another store sees was counted in Redis and not in memory. */
async function untilReady(store: LimitStore): Promise<void> {
  const limit = RATE_LIMITS.sign_in_address;
  const other = redisStore(redis?.url ?? "", silent);
  opened.push(other);
  await expect
    .poll(async () => {
      await store.limiterOf("ready", limit).consume("ready");
      return (await other.limiterOf("ready", limit).get("ready"))?.consumedPoints ?? 0;
    })
    .toBeGreaterThan(0);
}

describe.each(STORES)("counted in %s", (_name, openStore) => {
  test("guesses stop at the limit, and the refusal says when to come back", async () => {
    const limiter = limiterOn(await openStore());
    const person = crypto.randomUUID();
    expect(await tries(limiter, person, 12)).toBe(RATE_LIMITS.second_factor.points);
    expect(await tries(limiter, crypto.randomUUID(), 2)).toBe(2);
    expect(await tries(limiter, person, 1)).toBe(0);
    await limiter.forget("second_factor", person);
    expect(await tries(limiter, person, 12)).toBe(RATE_LIMITS.second_factor.points);
  });

  test("an honest try is given back", async () => {
    const limiter = limiterOn(await openStore());
    const person = crypto.randomUUID();
    for (let index = 0; index < 20; index += 1) {
      await limiter.consume("second_factor", person);
      await limiter.giveBack("second_factor", person);
    }
    expect(await tries(limiter, person, 12)).toBe(RATE_LIMITS.second_factor.points);
  });

  test("guesses at the same moment are counted one by one", async () => {
    const limiter = limiterOn(await openStore());
    const person = crypto.randomUUID();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, () => limiter.consume("second_factor", person)),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(
      RATE_LIMITS.second_factor.points,
    );
  });

  test("nobody that can be told apart is not counted", async () => {
    const limiter = limiterOn(await openStore());
    for (let index = 0; index < 200; index += 1) await limiter.consume("sign_in_address", null);
  });
});

describe("the shared store", () => {
  test("two processes count together in PostgreSQL", async () => {
    const [one, two] = [0, 1].map(() => limiterOn(postgresStore(database, silent)));
    const person = crypto.randomUUID();
    expect(await tries(one as RateLimiter, person, 3)).toBe(3);
    expect(await tries(two as RateLimiter, person, 9)).toBe(RATE_LIMITS.second_factor.points - 3);
  });

  test("keeps hashes, never who it was", async () => {
    const limiter = limiterOn(postgresStore(database, silent));
    await limiter.consume("sign_in_email", "asha@duka.test");
    const rows = await admin<{ key: string }[]>`select key from throttle.rate_limits`;
    expect(rows.length).toBeGreaterThan(0);
    for (const { key } of rows) {
      expect(key).not.toContain("asha");
      expect(key).toMatch(/^[a-z_]+:[\w-]{27}$/);
    }
  });

  test("what is counted per process asks the database nothing", async () => {
    const asked: string[] = [];
    const counting = {
      ...database,
      countTries: async ({ text }: { text: string }) => {
        asked.push(text);
        return { rows: [], rowCount: 0 };
      },
    };
    const limiter = limiterOn(postgresStore(counting, silent));
    for (let index = 0; index < 1_000; index += 1) {
      await limiter.consume("api_credential", "one");
      await limiter.consume("api_tenant", "one");
    }
    expect(asked).toEqual([]);
  });

  test("a flood of refusals asks it nothing either", async () => {
    let asked = 0;
    const counting: Database = {
      ...database,
      countTries: (statement) => {
        asked += 1;
        return database.countTries(statement);
      },
    };
    const limiter = limiterOn(postgresStore(counting, silent));
    const person = crypto.randomUUID();
    await tries(limiter, person, 10);
    const before = asked;
    await tries(limiter, person, 500);
    expect(asked).toBe(before);
  });

  test("that is out is replaced by memory, and still stops guesses", async () => {
    const broken: Database = { ...database, countTries: () => Promise.reject(new Error("gone")) };
    const limiter = limiterOn(postgresStore(broken, silent));
    expect(await tries(limiter, crypto.randomUUID(), 12)).toBe(RATE_LIMITS.second_factor.points);
    const nobody = limiterOn(redisStore("redis://127.0.0.1:1", silent));
    expect(await tries(nobody, crypto.randomUUID(), 12)).toBe(RATE_LIMITS.second_factor.points);
  });

  test("the door of the library leads to its own table alone", async () => {
    for (const text of [
      "select * from users",
      'SELECT 1 FROM "throttle"."rate_limits", (select 1 from sessions) s',
      "update sessions set revoked_at = null",
      'insert into "throttle"."rate_limits" select id::text, 1, 1 from users',
    ]) {
      await expect(database.countTries({ text })).rejects.toThrow("its own table");
    }
  });
});
