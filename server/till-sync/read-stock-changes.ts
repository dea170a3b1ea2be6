import { sql } from "drizzle-orm";
import type { Tx } from "../../db/client";
import type { StreamPage, StreamQuery } from "./stream-page";

/** Stock of the terminal's store as last published, after a place. */
export async function readStockChanges(tx: Tx, query: StreamQuery): Promise<StreamPage> {
  const [revision, phase, cursor] = query.after;
  if (revision >= query.head && phase === "") {
    return { changes: [], place: query.after, isComplete: true };
  }
  const after =
    phase === "at"
      ? sql`(revision, product_id) > (${revision}, ${cursor}::uuid)`
      : sql`revision > ${revision}`;
  const rows = await tx.execute<{ product_id: string; quantity_milli: string; revision: string }>(
    sql`
    select product_id, quantity_milli, revision from stock_levels
    where tenant_id = ${query.tenantId}::uuid and store_id = ${query.storeId}::uuid and ${after}
    order by revision, product_id limit ${query.limit}`,
  );
  const last = rows.at(-1);
  const isThrough = rows.length < query.limit;
  return {
    changes: rows.map((row) => ({
      entity: "stock",
      id: row.product_id,
      revision: Number(row.revision),
      body: { id: row.product_id, quantityMilli: Number(row.quantity_milli) },
    })),
    place:
      isThrough || !last ? [query.head, "", ""] : [Number(last.revision), "at", last.product_id],
    isComplete: isThrough,
  };
}
