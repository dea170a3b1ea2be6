import { bigint, integer, pgSchema, text } from "drizzle-orm/pg-core";

/** Beside the tenants' tables: what is counted before anybody knows of which tenant somebody is. */
export const throttle = pgSchema("throttle");

/**
 * How often somebody tried; a key is a hash and names nobody. The columns are those that the rate
 * limiter's library asks for.
 */
export const rateLimits = throttle.table("rate_limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull().default(0),
  expire: bigint("expire", { mode: "number" }),
});
