import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { OpeningHours } from "../../core/access/access-rules";
import type { RoleLimits } from "../../core/access/limits";
import type { Permission } from "../../core/access/permissions";
import { bytea, id, instant, syncedColumns, tenantId, tenantWall } from "../columns";
import { users } from "./people";
import { stores } from "./shop";

/** A role as an owner changed or made it; a built-in role without a row is as the code has it. */
export const roles = pgTable(
  "roles",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    permissions: jsonb("permissions").$type<readonly Permission[]>().notNull(),
    limits: jsonb("limits").$type<RoleLimits>().notNull(),
    ...syncedColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("roles_tenant_id_code_key").on(t.tenantId, t.code),
    check("roles_code_check", sql`code <> 'owner'`),
    tenantWall("roles"),
  ],
);

/** What lets one person in once: an invitation, or a new password. Only its hash is kept. */
export const accountLinks = pgTable(
  "account_links",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    userId: id("user_id").notNull(),
    kind: text("kind").notNull(),
    tokenHash: text("token_hash").notNull(),
    /** Null when the person asked for it. */
    createdById: id("created_by_id"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    index("account_links_tenant_id_user_id_idx").on(t.tenantId, t.userId),
    check("account_links_kind_check", sql`kind in ('invitation', 'password_reset')`),
    tenantWall("account_links"),
  ],
);

/** A second factor of a person: the shared secret of an authenticator, sealed. */
export const userFactors = pgTable(
  "user_factors",
  {
    tenantId: tenantId(),
    userId: id("user_id").notNull(),
    sealedSecret: text("sealed_secret").notNull(),
    createdAt: instant("created_at").notNull(),
    /** Null until the person has shown a code of it. */
    confirmedAt: instant("confirmed_at"),
    /** The last half minute whose code was used: no code works twice. */
    lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    tenantWall("user_factors"),
  ],
);

/** Ten codes for who has lost the authenticator; each works once. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    tenantId: tenantId(),
    userId: id("user_id").notNull(),
    codeHash: text("code_hash").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId, t.codeHash] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    tenantWall("recovery_codes"),
  ],
);

/** Who else may say who a person is: any OpenID Connect issuer. */
export const oidcProviders = pgTable(
  "oidc_providers",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    name: text("name").notNull(),
    issuer: text("issuer").notNull(),
    clientId: text("client_id").notNull(),
    sealedSecret: text("sealed_secret").notNull(),
    isEnabled: boolean("is_enabled").notNull().default(true),
    ...syncedColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("oidc_providers_tenant_id_issuer_client_key").on(t.tenantId, t.issuer, t.clientId),
    tenantWall("oidc_providers"),
  ],
);

/** Whom an issuer means by a subject. */
export const userIdentities = pgTable(
  "user_identities",
  {
    tenantId: tenantId(),
    providerId: id("provider_id").notNull(),
    subject: text("subject").notNull(),
    userId: id("user_id").notNull(),
    linkedAt: instant("linked_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.providerId, t.subject] }),
    foreignKey({
      columns: [t.tenantId, t.providerId],
      foreignColumns: [oidcProviders.tenantId, oidcProviders.id],
    }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    tenantWall("user_identities"),
  ],
);

/** A program of somebody else's, by OAuth 2.0 client credentials; it acts as a user of its own. */
export const apiClients = pgTable(
  "api_clients",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    userId: id("user_id").notNull(),
    name: text("name").notNull(),
    secretHash: text("secret_hash").notNull(),
    scopes: jsonb("scopes").$type<readonly Permission[]>().notNull(),
    createdById: id("created_by_id").notNull(),
    createdAt: instant("created_at").notNull(),
    lastUsedAt: instant("last_used_at"),
    lastUsedIp: text("last_used_ip"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    tenantWall("api_clients"),
  ],
);

/** A person's own key for programs; never more than the person may. Shown once, kept as a hash. */
export const apiKeys = pgTable(
  "api_keys",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    userId: id("user_id").notNull(),
    name: text("name").notNull(),
    /** Its last four characters, by which people tell keys apart. */
    hint: text("hint").notNull(),
    secretHash: text("secret_hash").notNull(),
    scopes: jsonb("scopes").$type<readonly Permission[]>().notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
    lastUsedAt: instant("last_used_at"),
    lastUsedIp: text("last_used_ip"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    index("api_keys_tenant_id_user_id_idx").on(t.tenantId, t.userId),
    tenantWall("api_keys"),
  ],
);

/** A code from the office that makes a device a register, once, within minutes. */
export const enrolmentCodes = pgTable(
  "enrolment_codes",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    storeId: id("store_id").notNull(),
    /** Null for a new register. */
    registerId: id("register_id"),
    codeHash: text("code_hash").notNull(),
    createdById: id("created_by_id").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    terminalId: id("terminal_id"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.storeId], foreignColumns: [stores.tenantId, stores.id] }),
    uniqueIndex("enrolment_codes_tenant_id_code_hash_key").on(t.tenantId, t.codeHash),
    tenantWall("enrolment_codes"),
  ],
);

/**
 * Which tenant an enrolment code is of, by its hash: a device that holds nothing yet can name no
 * tenant. Read before one is known, like the sign-in directory, and says as little.
 */
export const codeDirectory = pgTable(
  "code_directory",
  {
    tenantId: tenantId(),
    codeSha256: bytea("code_sha256").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.codeSha256] }),
    index("code_directory_code_idx").on(t.codeSha256),
    pgPolicy("code_directory_read", { for: "select", to: "public", using: sql`true` }),
    tenantWall("code_directory"),
  ],
);

/** From where, when and for how long people may use the office; a tenant without a row has no such rules. */
export const accessRules = pgTable(
  "access_rules",
  {
    tenantId: tenantId(),
    /** Addresses in CIDR form; none means from anywhere. */
    allowedRanges: jsonb("allowed_ranges").$type<readonly string[]>().notNull().default([]),
    openingHours: jsonb("opening_hours").$type<OpeningHours | null>(),
    /** Whether only enrolled tills sell, take back and void. */
    isTillRequired: boolean("is_till_required").notNull().default(false),
    idleMinutes: integer("idle_minutes").notNull().default(720),
    sessionDays: integer("session_days").notNull().default(14),
    /** Roles that must show a second factor. */
    twoFactorRoles: jsonb("two_factor_roles").$type<readonly string[]>().notNull().default([]),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    version: integer("version").notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.tenantId] }), tenantWall("access_rules")],
);

/** Letters that wait to be sent, and what became of them. What they say is sealed: links let in. */
export const outgoingMails = pgTable(
  "outgoing_mails",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    kind: text("kind").notNull(),
    recipient: text("recipient").notNull(),
    sealedBody: text("sealed_body").notNull(),
    state: text("state").notNull().default("waiting"),
    attempts: integer("attempts").notNull().default(0),
    dueAt: instant("due_at").notNull(),
    lastError: text("last_error"),
    createdAt: instant("created_at").notNull(),
    sentAt: instant("sent_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("outgoing_mails_tenant_id_due_idx").on(t.tenantId, t.dueAt).where(sql`state = 'waiting'`),
    check("outgoing_mails_state_check", sql`state in ('waiting', 'sent', 'failed')`),
    tenantWall("outgoing_mails"),
  ],
);
