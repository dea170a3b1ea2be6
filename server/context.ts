import type { Logger } from "pino";
import type { RoleLimits } from "../core/access/limits";
import type { Permission } from "../core/access/permissions";
import type { Instant } from "../core/time";
import type { Database } from "../db/client";
import type { Sealer } from "./auth/sealer";
import type { ServerKey } from "./auth/server-key";
import type { Mailer } from "./mail/mailer";
import type { Outbox } from "./mail/outbox";
import type { RateLimiter } from "./rate-limit/rate-limiter";

export type Credential = "office" | "api" | "api_key" | "api_client";

/** Who acts: a signed-in person, an enrolled device, or the system's own bounded steps. */
export type Actor =
  | {
      readonly kind: "user";
      readonly userId: string;
      readonly sessionId: string;
      readonly role: string;
      readonly permissions: ReadonlySet<Permission>;
      readonly limits: RoleLimits;
      /** By what they act: a page of ours, a program's session, a personal key, a client's token. */
      readonly credential: Credential;
      /** When they last proved who they are, for what asks for that; null for programs. */
      readonly provedAt: Instant | null;
      /** Their role asks for a second factor that they have not set up: until then, nothing. */
      readonly isFactorMissing?: true;
      /** Null: every store of the tenant. */
      readonly storeIds: ReadonlySet<string> | null;
    }
  | {
      readonly kind: "terminal";
      readonly terminalId: string;
      readonly storeId: string;
    }
  | { readonly kind: "system" };

/** What every verb gets. The tenant comes from a session or a device and from nowhere else. */
export type TenantContext = {
  readonly tenantId: string;
  readonly actor: Actor;
  readonly database: Database;
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly log: Logger;
  readonly requestId: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** Where people reach this deployment; links that are mailed begin with it. */
  readonly appUrl: string;
  /** By which this deployment signs what it renders and states for the tenant. */
  readonly serverKey: () => ServerKey;
  /** For secrets of the tenant that must be read again. */
  readonly sealer: () => Sealer;
  readonly rateLimiter: RateLimiter;
  /** Null in a deployment that sends no mail, where links are shown to who made them. */
  readonly outbox: Outbox | null;
};

/** What one process needs to answer; built once at start, and once a test file in tests. */
export type Runtime = {
  readonly database: Database;
  readonly authSecret: string;
  readonly appUrl: string;
  /** Null without `SMTP_URL`. */
  readonly mailer: Mailer | null;
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly log: Logger;
  readonly version: string;
  /** Machines before the application whose word on a client's address counts; 1 when left out. */
  readonly trustedProxies?: number;
  readonly rateLimiter: RateLimiter;
};
