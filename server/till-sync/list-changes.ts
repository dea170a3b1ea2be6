import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../core/errors";
import { CHANGES_PAGE_MAX, type Change, type ChangesResponse } from "../../core/sync/protocol-v1";
import { toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import {
  CATALOG_STREAM,
  CONFIG_STREAM,
  CUSTOMERS_STREAM,
  heldStream,
  stockStream,
} from "../next-revision";
import { inTransaction } from "../transaction";
import { publishStock } from "./publish-stock";
import { readCatalogChanges } from "./read-catalog-changes";
import { readConfigChanges } from "./read-config-changes";
import { readCustomerChanges } from "./read-customer-changes";
import { readHeldCartChanges } from "./read-held-cart-changes";
import { readRuleChanges } from "./read-rule-changes";
import { readStockChanges } from "./read-stock-changes";
import { formatSyncToken, parseSyncToken, START, type SyncToken } from "./sync-token";

export const listChangesInput = z.object({
  token: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(CHANGES_PAGE_MAX).default(1_000),
  /** What the caller understands; see `CHANGES_VERSION`. */
  version: z.coerce.number().int().min(1).max(1_000).default(1),
});
export type ListChangesInput = z.input<typeof listChangesInput>;

/**
 * What has changed for a terminal since its token: settings first, price lists and promotions, then
 * the catalogue (best sellers first on the first download), carts that the store's tills put aside, customers, stock. Heads are read before rows and every row
 * stamped by then is visible, so nothing can slip in behind the token.
 *
 * @throws DomainError permission_denied (not a device) | terminal_not_active (another device has
 *         taken its place: what it sends is heard, but it is told nothing new) |
 *         page_cursor_invalid
 */
export async function listChanges(
  context: TenantContext,
  input: ListChangesInput,
): Promise<ChangesResponse> {
  const { actor, tenantId } = context;
  if (actor.kind !== "terminal") throw new DomainError("permission_denied");
  const { token, limit, version } = listChangesInput.parse(input);
  const { storeId, terminalId } = actor;
  await publishStock(context, storeId);
  return inTransaction(context, async (tx) => {
    await requireActive(tx, tenantId, terminalId);
    const heads = await readHeads(tx, { tenantId, storeId, isFirst: token === undefined });
    const given = token ? parseSyncToken(token) : null;
    const isKnown =
      given !== null && given.incarnation === heads.incarnation && given.storeId === storeId;
    const from: SyncToken = isKnown
      ? given
      : {
          v: 1,
          incarnation: heads.incarnation,
          storeId,
          catalog: START,
          config: START,
          stock: START,
          rules: START,
          customers: START,
          held: START,
        };
    const page = await readPage(tx, { tenantId, storeId, limit, version, from, heads });
    return {
      token: formatSyncToken(page.token),
      complete: page.isComplete,
      restart: token !== undefined && !isKnown,
      changes: [...page.changes],
      estimatedTotal: heads.productCount,
      catalogHead: String(heads.catalog),
      serverTime: toIso(context.now()),
    };
  });
}

async function requireActive(tx: Tx, tenantId: string, terminalId: string): Promise<void> {
  const active = await tx.execute(sql`
    select 1 from terminals where tenant_id = ${tenantId}::uuid and id = ${terminalId}::uuid
      and status = 'active'`);
  if (active.length === 0) throw new DomainError("terminal_not_active");
}

type Heads = {
  readonly catalog: number;
  readonly config: number;
  readonly stock: number;
  readonly customers: number;
  readonly held: number;
  readonly incarnation: string;
  readonly productCount: number;
};

async function readHeads(
  tx: Tx,
  from: { tenantId: string; storeId: string; isFirst: boolean },
): Promise<Heads> {
  const { tenantId, storeId } = from;
  const rows = await tx.execute<{
    stream: string;
    revision: string;
    incarnation: string;
    products: string;
  }>(sql`
    select stream, revision, incarnation,
      case when ${from.isFirst} then
        (select count(*) from products where tenant_id = ${tenantId}::uuid) else 0 end as products
    from sync_heads where tenant_id = ${tenantId}::uuid
      and stream in (${CATALOG_STREAM}, ${CONFIG_STREAM}, ${stockStream(storeId)},
        ${CUSTOMERS_STREAM}, ${heldStream(storeId)})`);
  const revisionOf = (stream: string) =>
    Number(rows.find((row) => row.stream === stream)?.revision ?? 0);
  const catalog = rows.find((row) => row.stream === CATALOG_STREAM);
  if (!catalog) throw new DomainError("store_not_found");
  return {
    catalog: revisionOf(CATALOG_STREAM),
    config: revisionOf(CONFIG_STREAM),
    stock: revisionOf(stockStream(storeId)),
    customers: revisionOf(CUSTOMERS_STREAM),
    held: revisionOf(heldStream(storeId)),
    incarnation: catalog.incarnation,
    productCount: Number(catalog.products),
  };
}

async function readPage(
  tx: Tx,
  query: {
    tenantId: string;
    storeId: string;
    limit: number;
    version: number;
    from: SyncToken;
    heads: Heads;
  },
): Promise<{ changes: readonly Change[]; token: SyncToken; isComplete: boolean }> {
  const { tenantId, storeId, from, heads } = query;
  const { catalog, config, customers, held, stock } = heads;
  const readers = [
    { stream: "config", since: 1, head: config, read: readConfigChanges },
    // Before the goods, so that no till sells them at a price that is not theirs.
    { stream: "rules", since: 2, head: catalog, read: readRuleChanges },
    { stream: "catalog", since: 1, head: catalog, read: readCatalogChanges },
    { stream: "held", since: 2, head: held, read: readHeldCartChanges },
    { stream: "customers", since: 2, head: customers, read: readCustomerChanges },
    { stream: "stock", since: 1, head: stock, read: readStockChanges },
  ] as const;
  const changes: Change[] = [];
  let token = from;
  for (const { stream, since, head, read } of readers) {
    if (query.version < since) continue;
    const limit = query.limit - changes.length;
    if (limit <= 0) return { changes, token, isComplete: false };
    const after = token[stream];
    const page = await read(tx, { tenantId, storeId, after, head, limit });
    changes.push(...page.changes);
    token = { ...token, [stream]: page.place };
    if (!page.isComplete) return { changes, token, isComplete: false };
  }
  return { changes, token, isComplete: true };
}
