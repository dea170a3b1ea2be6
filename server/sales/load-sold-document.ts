import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import { readFact } from "../../core/sale/read-fact";
import type { SALE_STATUSES, SaleDocument } from "../../core/sale/sale-document";
import type { Envelope } from "../../core/sync/envelope";
import type { Tx } from "../../db/client";
import { returnedLines } from "./returned-lines";
import { saleStatus } from "./sale-status";

/** A sale as its till sealed it, with what became of it since. */
export type SoldDocument = {
  readonly document: SaleDocument;
  readonly storeId: string;
  readonly status: (typeof SALE_STATUSES)[number];
  /** By line, what has come back in thousandths. */
  readonly returnedMilli: ReadonlyMap<string, number>;
};

/** @throws DomainError sale_not_found */
export async function loadSoldDocument(
  tx: Tx,
  tenantId: string,
  saleId: string,
): Promise<SoldDocument> {
  const [rows, returned] = await Promise.all([
    tx.execute<{
      raw: string;
      hash: string;
      store_id: string;
      status: SoldDocument["status"];
    }>(sql`
      select event_inbox.raw, event_inbox.hash, sales.store_id, ${saleStatus(tenantId)} as status
      from sales join event_inbox on event_inbox.tenant_id = ${tenantId}::uuid
        and event_inbox.terminal_id = sales.terminal_id and event_inbox.sequence = sales.sequence
      where sales.tenant_id = ${tenantId}::uuid and sales.id = ${saleId}::uuid`),
    tx.execute<{ line_id: string; quantity_milli: string }>(sql`
      select line_id, sum(quantity_milli) as quantity_milli
      from (${returnedLines(tenantId, sql`select ${saleId}::uuid`)}) as returned
      group by line_id order by line_id`),
  ]);
  const [row] = rows;
  const fact = row && readFact({ ...JSON.parse(row.raw), hash: row.hash } as Envelope);
  if (!row || fact?.kind !== "sale") throw new DomainError("sale_not_found");
  return {
    document: fact.document,
    storeId: row.store_id,
    status: row.status,
    returnedMilli: new Map(returned.map((each) => [each.line_id, Number(each.quantity_milli)])),
  };
}
