import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../core/errors";
import { CHANGES_PAGE_MAX, type Change, type ChangesResponse } from "../../core/sync/protocol-v1";
import { toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { inTransaction } from "../transaction";
import { notePulled } from "./note-pulled";
import { publishStock } from "./publish-stock";
import { readCatalogChanges } from "./read-catalog-changes";
import { readConfigChanges } from "./read-config-changes";
import { readCustomerChanges } from "./read-customer-changes";
import { readHeldCartChanges } from "./read-held-cart-changes";
import { readKeyChanges } from "./read-key-changes";
import { readRuleChanges } from "./read-rule-changes";
import { readStockChanges } from "./read-stock-changes";
import { readStreamHeads, type StreamHead, type StreamHeads } from "./stream-heads";
import {
  formatSyncToken,
  isAtStart,
  type Place,
  parseSyncToken,
  type SyncToken,
  startToken,
  takenThrough,
} from "./sync-token";

export const listChangesInput = z.object({
  token: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(CHANGES_PAGE_MAX).default(1_000),
  /** What the caller understands; see `CHANGES_VERSION`. */
  version: z.coerce.number().int().min(1).max(1_000).default(1),
});
export type ListChangesInput = z.input<typeof listChangesInput>;

/**
 * What has changed for a terminal since its token: settings first, keys, price lists and promotions, then
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
    const streams = await readStreamHeads(tx, { tenantId, storeId, terminalId });
    const given = token ? parseSyncToken(token) : null;
    const isKnown = given !== null && isCurrent(given, streams, storeId);
    const from = isKnown ? given : startToken(streams.incarnation, storeId);
    const { heads } = streams;
    const { serverKey } = context;
    const page = await readPage(tx, { tenantId, storeId, limit, version, from, heads, serverKey });
    if (page.isComplete) await notePulled(tx, context, terminalId);
    return {
      token: formatSyncToken(page.token),
      complete: page.isComplete,
      restart: token !== undefined && !isKnown,
      changes: [...page.changes],
      estimatedTotal: token === undefined ? await countProducts(tx, tenantId) : 0,
      catalogHead: String(heads.catalog.revision),
      serverTime: toIso(context.now()),
    };
  });
}

/** Only for the progress of a first download. */
async function countProducts(tx: Tx, tenantId: string): Promise<number> {
  const [row] = await tx.execute<{ products: string }>(sql`
    select count(*) as products from products where tenant_id = ${tenantId}::uuid`);
  return Number(row?.products ?? 0);
}

/**
 * Whether a token can be gone on from: it belongs to this history and this store, and nothing has
 * been removed behind it whose trace is gone [TF2].
 */
function isCurrent(token: SyncToken, streams: StreamHeads, storeId: string): boolean {
  if (token.incarnation !== streams.incarnation || token.storeId !== storeId) return false;
  const { catalog, config, customers, held, stock } = streams.heads;
  const places: readonly (readonly [Place, StreamHead])[] = [
    [token.catalog, catalog],
    [token.rules, catalog],
    [token.config, config],
    [token.keys, config],
    [token.customers, customers],
    [token.held, held],
    [token.stock, stock],
  ];
  return places.every(
    ([place, head]) => isAtStart(place) || takenThrough(place) >= head.revisionMin,
  );
}

async function readPage(
  tx: Tx,
  query: {
    tenantId: string;
    storeId: string;
    limit: number;
    version: number;
    from: SyncToken;
    heads: StreamHeads["heads"];
    serverKey: TenantContext["serverKey"];
  },
): Promise<{ changes: readonly Change[]; token: SyncToken; isComplete: boolean }> {
  const { tenantId, storeId, from, heads, serverKey } = query;
  const { catalog, config, customers, held, stock } = heads;
  const readers = [
    { stream: "config", since: 1, head: config, read: readConfigChanges },
    { stream: "keys", since: 3, head: config, read: readKeyChanges },
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
    // Ahead of the head: a server that lags behind has nothing to say yet.
    if (after[0] > head.revision) continue;
    const place = { tenantId, storeId, after, head: head.revision, limit };
    const page = await read(tx, { ...place, serverKey });
    changes.push(...page.changes);
    token = { ...token, [stream]: page.place };
    if (!page.isComplete) return { changes, token, isComplete: false };
  }
  return { changes, token, isComplete: true };
}
