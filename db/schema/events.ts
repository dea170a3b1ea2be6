import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { day, id, instant, sequenceNumber, tenantId, tenantWall } from "../columns";
import { terminals } from "./shop";

/**
 * What terminals said, exactly. `raw` is the canonical text that the hash covers plus the hash;
 * it is never changed, everything else in the ledger is a projection of it.
 */
export const eventInbox = pgTable(
  "event_inbox",
  {
    tenantId: tenantId(),
    terminalId: id("terminal_id").notNull(),
    sequence: sequenceNumber("sequence").notNull(),
    eventId: id("event_id").notNull(),
    type: text("type").notNull(),
    typeVersion: integer("type_version").notNull(),
    raw: text("raw").notNull(),
    hash: text("hash").notNull(),
    prevHash: text("prev_hash").notNull(),
    createdAt: instant("created_at").notNull(),
    receivedAt: instant("received_at").notNull(),
    state: text("state").notNull().default("waiting"),
    attempts: integer("attempts").notNull().default(0),
    errorCode: text("error_code"),
    errorDetails: jsonb("error_details"),
    appliedAt: instant("applied_at"),
    /** How a person dealt with an event that had been set aside. */
    resolution: text("resolution"),
    resolvedAt: instant("resolved_at"),
    resolvedById: id("resolved_by_id"),
    /** The event that corrects this one. */
    resolutionEventId: id("resolution_event_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.terminalId, t.sequence] }),
    foreignKey({
      columns: [t.tenantId, t.terminalId],
      foreignColumns: [terminals.tenantId, terminals.id],
    }),
    uniqueIndex("event_inbox_tenant_id_event_id_key").on(t.tenantId, t.eventId),
    index("event_inbox_tenant_id_terminal_id_aside_idx")
      .on(t.tenantId, t.terminalId, t.sequence)
      .where(sql`state in ('quarantined', 'waiting_upgrade')`),
    check("event_inbox_sequence_check", sql`sequence > 0`),
    check(
      "event_inbox_resolution_check",
      sql`resolution is null or resolution in ('retried', 'posted', 'accepted')`,
    ),
    check(
      "event_inbox_state_check",
      sql`state in ('waiting', 'applied', 'quarantined', 'waiting_upgrade')`,
    ),
    tenantWall("event_inbox"),
  ],
);

/** The same place in a terminal's log claimed by another content: kept, shown, never dropped. */
export const eventConflicts = pgTable(
  "event_conflicts",
  {
    tenantId: tenantId(),
    terminalId: id("terminal_id").notNull(),
    sequence: sequenceNumber("sequence").notNull(),
    hash: text("hash").notNull(),
    raw: text("raw").notNull(),
    receivedAt: instant("received_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.terminalId, t.sequence, t.hash] }),
    tenantWall("event_conflicts"),
  ],
);

/**
 * Sequences that will never arrive: a person closed the gap, with a reason. What arrives all the
 * same is booked late.
 */
export const closedGaps = pgTable(
  "closed_gaps",
  {
    tenantId: tenantId(),
    terminalId: id("terminal_id").notNull(),
    fromSequence: sequenceNumber("from_sequence").notNull(),
    throughSequence: sequenceNumber("through_sequence").notNull(),
    reason: text("reason").notNull(),
    closedById: id("closed_by_id").notNull(),
    closedAt: instant("closed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.terminalId, t.fromSequence] }),
    foreignKey({
      columns: [t.tenantId, t.terminalId],
      foreignColumns: [terminals.tenantId, terminals.id],
    }),
    check("closed_gaps_range_check", sql`from_sequence > 0 and through_sequence >= from_sequence`),
    tenantWall("closed_gaps"),
  ],
);

/** Events of a lost log that a scanned receipt brought back: the original, should it come, is known. */
export const recoveredEvents = pgTable(
  "recovered_events",
  {
    tenantId: tenantId(),
    terminalId: id("terminal_id").notNull(),
    sequence: sequenceNumber("sequence").notNull(),
    hash: text("hash").notNull(),
    saleId: id("sale_id").notNull(),
    /** The event by which it was brought back. */
    sourceEventId: id("source_event_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.terminalId, t.sequence] }),
    foreignKey({
      columns: [t.tenantId, t.terminalId],
      foreignColumns: [terminals.tenantId, terminals.id],
    }),
    tenantWall("recovered_events"),
  ],
);

/** One counter per change stream, locked first by every transaction that writes to it. */
export const syncHeads = pgTable(
  "sync_heads",
  {
    tenantId: tenantId(),
    stream: text("stream").notNull(),
    revision: bigint("revision", { mode: "number" }).notNull().default(0),
    revisionMin: bigint("revision_min", { mode: "number" }).notNull().default(0),
    incarnation: uuid("incarnation").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.stream] }), tenantWall("sync_heads")],
);

/** Receipt numbers that a server-held terminal has given out, by business date. */
export const receiptCounters = pgTable(
  "receipt_counters",
  {
    tenantId: tenantId(),
    terminalId: id("terminal_id").notNull(),
    businessOn: day("business_on").notNull(),
    count: integer("count").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.terminalId, t.businessOn] }),
    foreignKey({
      columns: [t.tenantId, t.terminalId],
      foreignColumns: [terminals.tenantId, terminals.id],
    }),
    tenantWall("receipt_counters"),
  ],
);

/** A key of a caller and what it was answered, kept for ever. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    tenantId: tenantId(),
    scope: text("scope").notNull(),
    key: text("key").notNull(),
    requestSha256: text("request_sha256").notNull(),
    resultId: id("result_id").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.scope, t.key] }), tenantWall("idempotency_keys")],
);

/** A fact that wants a person's eye; the fact itself is booked all the same. */
export const deviations = pgTable(
  "deviations",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    kind: text("kind").notNull(),
    severity: text("severity").notNull(),
    storeId: id("store_id"),
    terminalId: id("terminal_id"),
    sourceEventId: id("source_event_id"),
    at: instant("at").notNull(),
    details: jsonb("details").notNull(),
    state: text("state").notNull().default("open"),
    resolvedAt: instant("resolved_at"),
    resolvedById: id("resolved_by_id"),
    resolutionNote: text("resolution_note"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("deviations_tenant_id_at_idx").on(t.tenantId, t.at),
    index("deviations_tenant_id_terminal_id_open_idx")
      .on(t.tenantId, t.terminalId, t.at)
      .where(sql`state = 'open'`),
    check("deviations_state_check", sql`state in ('open', 'resolved')`),
    tenantWall("deviations"),
  ],
);
