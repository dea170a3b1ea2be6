import { sql } from "drizzle-orm";
import type { Tx } from "../../db/client";
import {
  type HeldCartRow,
  heldCartColumns,
  heldCartJoins,
  toHeldCart,
} from "../held-carts/held-cart-rows";
import { behindPlace, pageOf, type StreamPage, type StreamQuery } from "./stream-page";

/** What the tills of the store put aside, after a place; what is no longer there is a tombstone. */
export async function readHeldCartChanges(tx: Tx, query: StreamQuery): Promise<StreamPage> {
  const { tenantId, storeId, after, head, limit } = query;
  if (after[0] >= head && after[1] === "") return { changes: [], place: after, isComplete: true };
  const rows = await tx.execute<HeldCartRow>(sql`
    select ${heldCartColumns} from held_carts ${heldCartJoins(tenantId)}
    where held_carts.tenant_id = ${tenantId}::uuid and held_carts.store_id = ${storeId}::uuid
      and ${behindPlace(query, "held_carts")}
      and (${after[0] > 0} or held_carts.status = 'held')
    order by held_carts.revision, held_carts.id limit ${limit}`);
  return pageOf(
    query,
    rows.map((row) => ({
      entity: "held_cart",
      id: row.id,
      revision: Number(row.revision),
      body: row.status === "held" ? toHeldCart(row) : null,
    })),
  );
}
