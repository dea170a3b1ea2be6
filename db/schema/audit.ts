import { index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { day, id, instant, sequenceNumber, tenantId, tenantWall } from "../columns";

/** Who did what, when, from where. Written in the transaction of the act; never changed. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: id("actor_id"),
    /** Of the person at the time, by its code; null for others, and where it was not known. */
    actorRole: text("actor_role"),
    action: text("action").notNull(),
    subjectId: id("subject_id"),
    details: jsonb("details").notNull(),
    ip: text("ip"),
    requestId: text("request_id"),
    /** By which sign-in or key it was done; null for a device and for the system. */
    sessionId: id("session_id"),
    userAgent: text("user_agent"),
    /** What was so before and after the act, as far as it changed. */
    before: jsonb("before"),
    after: jsonb("after"),
    /** The entry's place in the tenant's chain; null for entries older than the chain. */
    sequence: sequenceNumber("sequence"),
    prevHash: text("prev_hash"),
    hash: text("hash"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("audit_entries_tenant_id_at_idx").on(t.tenantId, t.at),
    uniqueIndex("audit_entries_tenant_id_sequence_key").on(t.tenantId, t.sequence),
    index("audit_entries_tenant_id_actor_idx").on(t.tenantId, t.actorId, t.at),
    index("audit_entries_tenant_id_subject_idx").on(t.tenantId, t.subjectId, t.at),
    index("audit_entries_tenant_id_action_idx").on(t.tenantId, t.action, t.at),
    tenantWall("audit_entries"),
  ],
);

/** The last link of each tenant's chain; locked by whoever adds the next. */
export const auditHeads = pgTable(
  "audit_heads",
  {
    tenantId: tenantId(),
    sequence: sequenceNumber("sequence").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId] }), tenantWall("audit_heads")],
);

/** Where the chain stood at the end of a day, signed: a copy elsewhere proves the past unchanged. */
export const auditAnchors = pgTable(
  "audit_anchors",
  {
    tenantId: tenantId(),
    anchoredOn: day("anchored_on").notNull(),
    sequence: sequenceNumber("sequence").notNull(),
    hash: text("hash").notNull(),
    signature: text("signature").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.anchoredOn] }), tenantWall("audit_anchors")],
);
