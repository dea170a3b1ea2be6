import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { ASIDE_COLUMNS, type AsideRow, asideJoins } from "./list-aside";
import { isInScope } from "./require-terminal";
import type { AsidePlace } from "./retry-aside";

/** @throws DomainError event_not_found: also for another tenant's and another store's. */
export async function loadAsideEvent(
  tx: Tx,
  context: TenantContext,
  { terminalId, sequence }: AsidePlace,
): Promise<AsideRow> {
  const { tenantId } = context;
  const [row] = await tx.execute<AsideRow>(sql`
    select ${ASIDE_COLUMNS} from event_inbox ${asideJoins(tenantId)}
    where event_inbox.tenant_id = ${tenantId}::uuid
      and event_inbox.terminal_id = ${terminalId}::uuid and event_inbox.sequence = ${sequence}
      and ${isInScope(context, sql`terminals.store_id`)}`);
  if (!row) throw new DomainError("event_not_found");
  return row;
}
