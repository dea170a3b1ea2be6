import { sql } from "drizzle-orm";
import {
  boolean,
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
import { bytea, id, instant, syncedColumns, tenantId, tenantWall } from "../columns";

export const tenants = pgTable(
  "tenants",
  {
    tenantId: tenantId(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    country: text("country").notNull(),
    currency: text("currency").notNull(),
    language: text("language").notNull(),
    taxNumber: text("tax_number"),
    isDemo: boolean("is_demo").notNull().default(false),
    registerCount: integer("register_count").notNull().default(0),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId] }), tenantWall("tenants")],
);

/**
 * Which tenants an e-mail address may sign in to, by its SHA-256. The one table that is read
 * before a tenant is known: it holds no name, no password and no address.
 */
export const signInDirectory = pgTable(
  "sign_in_directory",
  {
    tenantId: tenantId(),
    emailSha256: bytea("email_sha256").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.emailSha256] }),
    index("sign_in_directory_email_idx").on(t.emailSha256),
    pgPolicy("sign_in_directory_read", { for: "select", to: "public", using: sql`true` }),
    tenantWall("sign_in_directory"),
  ],
);

export const users = pgTable(
  "users",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    displayName: text("display_name").notNull(),
    /** A person, or a program that acts in its own name. */
    kind: text("kind").notNull().default("person"),
    role: text("role").notNull(),
    /** Works in every store; else only in those of `user_stores`. */
    isEverywhere: boolean("is_everywhere").notNull().default(false),
    passwordHash: text("password_hash"),
    passwordChangedAt: instant("password_changed_at"),
    pin: jsonb("pin"),
    /** What a till compares a scanned badge with. */
    badge: jsonb("badge"),
    language: text("language"),
    /** May sign in nowhere from then on, and is kept for what stands in their name. */
    blockedAt: instant("blocked_at"),
    ...syncedColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("users_tenant_id_email_key").on(t.tenantId, t.email),
    index("users_tenant_id_revision_idx").on(t.tenantId, t.revision, t.id),
    tenantWall("users"),
  ],
);

/** Stores that a person works in who does not work in all of them; no row means in none. */
export const userStores = pgTable(
  "user_stores",
  {
    tenantId: tenantId(),
    userId: id("user_id").notNull(),
    storeId: id("store_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId, t.storeId] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    tenantWall("user_stores"),
  ],
);

/** A sign-in of a person, office or API. A token only names its row. */
export const sessions = pgTable(
  "sessions",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    userId: id("user_id").notNull(),
    kind: text("kind").notNull(),
    deviceName: text("device_name"),
    ip: text("ip"),
    userAgent: text("user_agent"),
    /** Of the newest refresh token; any other that this deployment made was used before. */
    refreshHash: text("refresh_hash"),
    /** How the person proved who they are. */
    method: text("method").notNull().default("password"),
    isTwoFactor: boolean("is_two_factor").notNull().default(false),
    /** When they last proved it again, for what asks for that. */
    steppedUpAt: instant("stepped_up_at"),
    /** What a program's session may do at most; null for all that its user may. */
    scopes: jsonb("scopes"),
    createdAt: instant("created_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    revokedReason: text("revoked_reason"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    index("sessions_tenant_id_user_id_idx").on(t.tenantId, t.userId),
    tenantWall("sessions"),
  ],
);
