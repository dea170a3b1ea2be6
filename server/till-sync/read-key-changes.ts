import { sql } from "drizzle-orm";
import { SERVER_KEY_ID } from "../../core/receipt/receipt-payload";
import type { Change, TerminalKeyChange } from "../../core/sync/protocol-v1";
import type { Tx } from "../../db/client";
import type { StreamPage, StreamQuery } from "./stream-page";

/**
 * By whose keys the receipts of this business are signed: every till that was ever enrolled in any
 * of its stores, for its receipts stay genuine, and the server itself. Few rows, so a change of the
 * settings sends them all.
 */
export async function readKeyChanges(tx: Tx, query: StreamQuery): Promise<StreamPage> {
  const [place] = query.after;
  if (place >= query.head) return { changes: [], place: query.after, isComplete: true };
  const tills = await tx.execute<TerminalKeyChange>(sql`
    select terminals.id, terminals.code, terminals.public_key as "publicKey",
      registers.name as "registerName", terminals.store_id as "storeId", terminals.status
    from terminals
    join registers on registers.tenant_id = ${query.tenantId}::uuid
      and registers.id = terminals.register_id
    where terminals.tenant_id = ${query.tenantId}::uuid and terminals.kind = 'till'
    order by terminals.id`);
  const server: TerminalKeyChange = {
    id: query.tenantId,
    code: SERVER_KEY_ID,
    publicKey: query.serverKey().publicKey,
    registerName: "",
    storeId: null,
    status: "active",
  };
  const changes = [server, ...tills].map(
    (body): Change => ({ entity: "terminal_key", id: body.id, revision: query.head, body }),
  );
  return { changes, place: [query.head, "", ""], isComplete: true };
}
