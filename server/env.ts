import { z } from "zod";
import { readSmtpAddress, type SmtpAddress } from "./mail/smtp-address";

/** A variable that cannot be used; the message is one sentence that names it. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

const POSTGRES_URL = /^postgres(ql)?:\/\/[^/]+\/[^/?]+/;
const SECRET_LENGTH_MIN = 32;

const postgresUrl = z.string().regex(POSTGRES_URL, {
  error: "must look like postgres://user:password@host:5432/database",
});
const secret = z.string().min(SECRET_LENGTH_MIN, {
  error: `must have at least ${SECRET_LENGTH_MIN} characters`,
});

const REDIS_URL_FORM = /^rediss?:\/\/[^/\s]+(\/\d+)?$/;

const variables = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: "must be a number from 1 to 65535" })
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, { error: "must be a number from 1 to 65535" })
    .default(3000),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_ADMIN_URL: postgresUrl.optional(),
  DATA_DIR: z.string().default(".kaunta"),
  AUTH_SECRET: secret.optional(),
  APP_URL: z
    .string()
    .regex(/^https?:\/\/[^/\s]+\/?$/, { error: "must look like https://shop.example" })
    .transform((url) => url.replace(/\/$/, ""))
    .optional(),
  CRON_SECRET: secret.optional(),
  METRICS_TOKEN: secret.optional(),
  TRUSTED_PROXIES: z
    .string()
    .regex(/^[1-9]$/, { error: "must be a number from 1 to 9" })
    .transform(Number)
    .default(1),
  SMTP_URL: z
    .string()
    .transform(readSmtpAddress)
    .refine((address) => address !== null, {
      error: "must look like smtp://user:password@mail.example:587 or smtps://mail.example",
    })
    .optional(),
  MAIL_FROM: z.email({ error: "must be an e-mail address" }).optional(),
  REDIS_URL: z
    .string()
    .regex(REDIS_URL_FORM, { error: "must look like redis://host:6379 or rediss://host:6379" })
    .optional(),
});

export type StartEnv = {
  port: number;
  databaseUrl: string | undefined;
  databaseAdminUrl: string | undefined;
  dataDir: string;
  authSecret: string | undefined;
  appUrl: string;
  cronSecret: string | undefined;
  metricsToken: string | undefined;
  trustedProxies: number;
  redisUrl: string | undefined;
  /** Undefined when links are shown instead of mailed. */
  mail: { smtp: SmtpAddress; from: string } | undefined;
};

export type Env = StartEnv & { databaseUrl: string; authSecret: string };

type Source = Readonly<Record<string, string | undefined>>;

/** The variables of a running server, which has a database and a secret. */
export function readEnv(source: Source): Env {
  const env = readStartEnv(source);
  const { databaseUrl, authSecret } = env;
  if (databaseUrl === undefined) throw new EnvError("DATABASE_URL is not set.");
  if (authSecret === undefined) throw new EnvError("AUTH_SECRET is not set.");
  return { ...env, databaseUrl, authSecret };
}

/** The variables of a command that can supply a missing database and secret itself. */
export function readStartEnv(source: Source): StartEnv {
  // An empty variable is how a shell or a compose file says "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new EnvError(`${String(issue?.path[0])} ${issue?.message}.`);
  }
  const values = parsed.data;
  const smtp = values.SMTP_URL;
  if (values.DATABASE_ADMIN_URL !== undefined && values.DATABASE_URL === undefined) {
    throw new EnvError("DATABASE_ADMIN_URL is set but DATABASE_URL is not.");
  }
  const appUrl = values.APP_URL ?? `http://localhost:${values.PORT}`;
  return {
    port: values.PORT,
    databaseUrl: values.DATABASE_URL,
    databaseAdminUrl: values.DATABASE_ADMIN_URL,
    dataDir: values.DATA_DIR,
    authSecret: values.AUTH_SECRET,
    appUrl,
    cronSecret: values.CRON_SECRET,
    metricsToken: values.METRICS_TOKEN,
    trustedProxies: values.TRUSTED_PROXIES,
    redisUrl: values.REDIS_URL,
    mail: smtp
      ? { smtp, from: values.MAIL_FROM ?? `kaunta@${new URL(appUrl).hostname}` }
      : undefined,
  };
}

/** The variables of this process. */
export function processEnv(): Env {
  return readEnv(process.env);
}
