import { sql } from "drizzle-orm";
import { bigint, customType, date, integer, pgPolicy, timestamp, uuid } from "drizzle-orm/pg-core";

/**
 * The only place that names a PostgreSQL type for money, quantities, rates, instants, days and
 * ids, so that one of them can never be stored two ways.
 */
export const moneyMinor = (name: string) => bigint(name, { mode: "number" });
export const quantityMilli = (name: string) => bigint(name, { mode: "number" });
export const sequenceNumber = (name: string) => bigint(name, { mode: "number" });
export const ratePpm = (name: string) => integer(name);
export const instant = (name: string) =>
  timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
export const day = (name: string) => date(name, { mode: "string" });
export const id = (name = "id") => uuid(name);
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "bytea",
});
export const tenantId = () => uuid("tenant_id").notNull();

/** What every synced row carries; `revision` is its place in its change stream. */
export const syncedColumns = () => ({
  createdAt: instant("created_at").notNull().defaultNow(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
  deletedAt: instant("deleted_at"),
  version: integer("version").notNull().default(1),
  revision: bigint("revision", { mode: "number" }).notNull().default(0),
});

/** Rows of the entered tenant and no others; no tenant entered means no rows. */
export const tenantWall = (table: string) =>
  pgPolicy(`${table}_tenant`, {
    for: "all",
    to: "public",
    using: sql`tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid`,
    withCheck: sql`tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid`,
  });
