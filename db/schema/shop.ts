import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { ShopMeasureLayout } from "../../core/barcode/measure-layout";
import {
  id,
  instant,
  moneyMinor,
  ratePpm,
  sequenceNumber,
  syncedColumns,
  tenantId,
  tenantWall,
} from "../columns";
import { priceLists } from "./catalog";

export const stores = pgTable(
  "stores",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    addressLines: jsonb("address_lines").$type<string[]>().notNull(),
    timezone: text("timezone").notNull(),
    dayEndsAtMinutes: integer("day_ends_at_minutes").notNull(),
    currency: text("currency").notNull(),
    language: text("language").notNull(),
    priceListId: id("price_list_id").notNull(),
    cashIncrementMinor: moneyMinor("cash_increment_minor").notNull().default(1),
    receiptFooter: jsonb("receipt_footer").$type<string[]>().notNull(),
    /** Where tax is rounded: on every line or once on the document. */
    taxRounding: text("tax_rounding").notNull().default("line"),
    /** Home units for one foreign unit, exact decimals. */
    exchangeRates: jsonb("exchange_rates")
      .$type<{ currency: string; rate: string }[]>()
      .notNull()
      .default([]),
    /** Barcodes that carry a weight or a price; null is what every shop starts with. */
    measureLayouts: jsonb("measure_layouts").$type<readonly ShopMeasureLayout[]>(),
    takesTips: boolean("takes_tips").notNull().default(false),
    pointsPpm: ratePpm("points_ppm").notNull().default(0),
    quoteDays: integer("quote_days").notNull().default(14),
    layawayDays: integer("layaway_days").notNull().default(60),
    /** Smallest first deposit of a layaway, of its total. */
    depositPpm: ratePpm("deposit_ppm").notNull().default(200_000),
    ...syncedColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.priceListId],
      foreignColumns: [priceLists.tenantId, priceLists.id],
    }),
    uniqueIndex("stores_tenant_id_code_key").on(t.tenantId, t.code),
    tenantWall("stores"),
  ],
);

/** "Till 2": stable, while the devices that stand there come and go. */
export const registers = pgTable(
  "registers",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    storeId: id("store_id").notNull(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    kind: text("kind").notNull(),
    /** For a register that the server holds: whose sales it books. */
    holderId: id("holder_id"),
    ...syncedColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.storeId], foreignColumns: [stores.tenantId, stores.id] }),
    uniqueIndex("registers_tenant_id_code_key").on(t.tenantId, t.code),
    uniqueIndex("registers_tenant_id_store_id_name_key").on(t.tenantId, t.storeId, t.name),
    uniqueIndex("registers_tenant_id_holder_key")
      .on(t.tenantId, t.storeId, t.holderId)
      .where(sql`holder_id is not null`),
    tenantWall("registers"),
  ],
);

/** One enrolment of a device as a register; a new enrolment is a new terminal. */
export const terminals = pgTable(
  "terminals",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    storeId: id("store_id").notNull(),
    registerId: id("register_id").notNull(),
    epoch: integer("epoch").notNull(),
    code: text("code").notNull(),
    kind: text("kind").notNull(),
    status: text("status").notNull(),
    tokenHash: text("token_hash"),
    publicKey: text("public_key"),
    certificate: jsonb("certificate").notNull(),
    receivedSequence: sequenceNumber("received_sequence").notNull().default(0),
    appliedSequence: sequenceNumber("applied_sequence").notNull().default(0),
    /** Hash of the last event of the contiguous received prefix, and of the applied one. */
    receivedHash: text("received_hash").notNull(),
    appliedHash: text("applied_hash").notNull(),
    claimedSequence: sequenceNumber("claimed_sequence").notNull().default(0),
    leaseToken: text("lease_token"),
    previousLeaseToken: text("previous_lease_token"),
    deviceName: text("device_name"),
    appVersion: text("app_version"),
    ip: text("ip"),
    userAgent: text("user_agent"),
    clockSkewMs: bigint("clock_skew_ms", { mode: "number" }),
    enrolledAt: instant("enrolled_at").notNull(),
    lastSeenAt: instant("last_seen_at"),
    /** When it last fetched changes to the end. */
    pulledAt: instant("pulled_at"),
    /** It has shown that it holds the key of `public_key`, and must from then on. */
    isProofRequired: boolean("is_proof_required").notNull().default(false),
    enrolledById: id("enrolled_by_id"),
    /** What its browser says of the log's room. */
    isStoragePersisted: boolean("is_storage_persisted"),
    storageUsedBytes: bigint("storage_used_bytes", { mode: "number" }),
    storageQuotaBytes: bigint("storage_quota_bytes", { mode: "number" }),
    retiredAt: instant("retired_at"),
    revokedAt: instant("revoked_at"),
    /** When its device was found without its log: what it had not sent is at risk. */
    wipedAt: instant("wiped_at"),
    /** Since when it lacks events that it said it had; null when nothing is missing. */
    gapSince: instant("gap_since"),
    /** Booking that failed by no fault of an event: tried again, later each time. */
    applyFailures: integer("apply_failures").notNull().default(0),
    applyAfter: instant("apply_after"),
    applyError: text("apply_error"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.registerId],
      foreignColumns: [registers.tenantId, registers.id],
    }),
    uniqueIndex("terminals_tenant_id_register_id_epoch_key").on(t.tenantId, t.registerId, t.epoch),
    uniqueIndex("terminals_tenant_id_code_key").on(t.tenantId, t.code),
    check("terminals_status_check", sql`status in ('active', 'retired', 'revoked')`),
    index("terminals_tenant_id_backlog_idx")
      .on(t.tenantId, t.applyAfter)
      .where(sql`applied_sequence < received_sequence`),
    uniqueIndex("terminals_tenant_id_register_id_active_key")
      .on(t.tenantId, t.registerId)
      .where(sql`status = 'active'`),
    tenantWall("terminals"),
  ],
);
