import { uuidv7 } from "uuidv7";
import { computeSha256By } from "../core/sync/canonical";
import { instant } from "../core/time";
import { openDatabase } from "../db/client";
import packageJson from "../package.json" with { type: "json" };
import type { Runtime } from "./context";
import { type Env, processEnv } from "./env";
import { createLog } from "./log";
import { createMailer } from "./mail/mailer";
import { platformSha256 } from "./platform-sha256";
import { postgresStore, redisStore } from "./rate-limit/limit-store";
import { createRateLimiter } from "./rate-limit/rate-limiter";

/** What a process needs to answer, from its variables. Opens no connection until the first query. */
export function createRuntime(
  env: Pick<Env, "databaseUrl" | "authSecret" | "appUrl"> &
    Partial<Pick<Env, "redisUrl" | "mail" | "trustedProxies">>,
): Runtime {
  computeSha256By(platformSha256);
  const { databaseUrl, authSecret, appUrl, redisUrl, mail, trustedProxies = 1 } = env;
  const database = openDatabase(databaseUrl, { mustBeWalled: true });
  const log = createLog("info");
  const store = redisUrl === undefined ? postgresStore(database, log) : redisStore(redisUrl, log);
  return {
    database,
    authSecret,
    appUrl,
    mailer: mail === undefined ? null : createMailer(mail.smtp, mail.from),
    now: () => instant(Date.now()),
    newId: uuidv7,
    log,
    version: packageJson.version,
    trustedProxies,
    rateLimiter: createRateLimiter({ store, authSecret }),
  };
}

type Held = { runtime: Runtime; env: Env };

/** Kept on the global object, because a development server loads this file more than once. */
const holder = globalThis as typeof globalThis & { kaunta?: Held };

/** The web process's own runtime, made at the first request. */
export function getRuntime(): Runtime {
  return held().runtime;
}

/** What the scheduler's calls must show; null when this deployment has none. */
export function getCronSecret(): string | null {
  return held().env.cronSecret ?? null;
}

function held(): Held {
  if (holder.kaunta === undefined) {
    const env = processEnv();
    holder.kaunta = { env, runtime: createRuntime(env) };
  }
  return holder.kaunta;
}
