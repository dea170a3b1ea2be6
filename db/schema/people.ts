import { sql } from "drizzle-orm";
import {
  boolean,
  customType,
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
import { id, instant, syncedColumns, tenantId, tenantWall } from "../columns";

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "bytea",
});

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
    role: text("role").notNull(),
    passwordHash: text("password_hash"),
    pin: jsonb("pin"),
    language: text("language"),
    ...syncedColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("users_tenant_id_email_key").on(t.tenantId, t.email),
    index("users_tenant_id_revision_idx").on(t.tenantId, t.revision, t.id),
    tenantWall("users"),
  ],
);

/** Stores a person works in; no row means all of them. */
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
    refreshHash: text("refresh_hash"),
    createdAt: instant("created_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    index("sessions_tenant_id_user_id_idx").on(t.tenantId, t.userId),
    tenantWall("sessions"),
  ],
);

/** Who did what, when, from where. Written in the transaction of the act; never changed. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: id("actor_id"),
    action: text("action").notNull(),
    subjectId: id("subject_id"),
    details: jsonb("details").notNull(),
    ip: text("ip"),
    requestId: text("request_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("audit_entries_tenant_id_at_idx").on(t.tenantId, t.at),
    tenantWall("audit_entries"),
  ],
);
