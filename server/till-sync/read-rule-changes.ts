import { sql } from "drizzle-orm";
import type { Change } from "../../core/sync/protocol-v1";
import type { Tx } from "../../db/client";
import {
  type PriceListRow,
  type PromotionRow,
  selectPriceLists,
  selectPromotions,
  toPriceList,
  toPromotion,
} from "../catalog/selling-rule-rows";
import { behindPlace, pageOf, type StreamPage, type StreamQuery } from "./stream-page";

/**
 * Price lists and promotions after a place, in the catalogue's stream. There are few lists: they
 * come whole with the first page of their changes.
 */
export async function readRuleChanges(tx: Tx, query: StreamQuery): Promise<StreamPage> {
  const { tenantId, after, head, limit } = query;
  const [revision, phase] = after;
  if (revision >= head && phase === "") return { changes: [], place: after, isComplete: true };
  const isNew = revision === 0;
  const [lists, promotions] = await Promise.all([
    tx.execute<PriceListRow>(
      selectPriceLists(
        tenantId,
        sql`revision > ${revision} and revision <= ${head} and ${phase === ""}
          and (${!isNew} or deleted_at is null)`,
      ),
    ),
    tx.execute<PromotionRow>(
      selectPromotions(
        tenantId,
        sql`${behindPlace(query, "promotions")}
          and (${!isNew} or (deleted_at is null and is_active))`,
        sql`order by revision, id limit ${limit}`,
      ),
    ),
  ]);
  const page = pageOf(
    query,
    promotions.map((row) => change("promotion", row, toPromotion)),
  );
  const changes = [...lists.map((row) => change("price_list", row, toPriceList)), ...page.changes];
  return { ...page, changes };
}

function change<Row extends { id: string; revision: string; isGone: boolean }>(
  entity: "price_list" | "promotion",
  row: Row,
  toBody: (row: Row) => unknown,
): Change {
  const { id, revision, isGone } = row;
  return { entity, id, revision: Number(revision), body: isGone ? null : toBody(row) };
}
