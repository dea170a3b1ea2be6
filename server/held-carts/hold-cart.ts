import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import { type HoldCartRequest, holdCartRequestSchema } from "../../core/sync/protocol-v1";
import { toIso } from "../../core/time";
import { requireCurrentVersion } from "../../core/version";
import type { Tx } from "../../db/client";
import { insertRows } from "../../db/insert-rows";
import { heldCarts } from "../../db/schema/held-carts";
import type { TenantContext } from "../context";
import { likelyDate, likelyInstant } from "../likely-time";
import { heldStream, nextRevision } from "../next-revision";
import { requireActiveTerminal } from "../terminals/require-active-terminal";
import { inTransaction } from "../transaction";
import type { HeldCartRow } from "./held-cart-rows";
import { lockHeldCart, requireAvailable } from "./lock-held-cart";

/** What a till says, with no day or instant that the database has not. */
export const holdCartInput = holdCartRequestSchema.extend({
  expiresOn: likelyDate.nullable(),
  heldAt: likelyInstant,
});

/**
 * Put a cart aside for all tills of the device's store, or save it again over the version that was
 * seen. The same cart under the same id again changes nothing, for a till whose answer was lost. A
 * layaway that is put back stays one.
 *
 * @throws DomainError permission_denied (not a device) | terminal_not_active | stale_version |
 *         held_cart_taken (another till has it) | held_cart_not_found (it was sold, cancelled or
 *         thrown away)
 */
export async function holdCart(
  context: TenantContext,
  id: string,
  request: HoldCartRequest,
): Promise<{ version: number }> {
  // no-audit: what a till put aside is no fact yet; its sale will be one.
  return inTransaction(context, async (tx) => {
    const terminal = await requireActiveTerminal(tx, context);
    const { storeId, terminalId } = terminal;
    const revision = await nextRevision(tx, context.tenantId, heldStream(storeId));
    const known = await lockHeldCart(tx, context, { id, storeId });
    if (known === null) {
      await insertCart(tx, context, { id, request, terminal, revision });
      return { version: 1 };
    }
    if (isSame(known, request)) return { version: known.version };
    const current = requireAvailable(known, terminalId);
    if (request.version === null) throw new DomainError("stale_version");
    requireCurrentVersion(request.version, current.version);
    await saveCart(tx, context, { id, request, terminal, revision });
    return { version: current.version + 1 };
  });
}

/** What a till would send again when it never heard that its first cart had arrived. */
function isSame(known: HeldCartRow, request: HoldCartRequest): boolean {
  return (
    request.version === null &&
    known.version === 1 &&
    known.status === "held" &&
    new Date(known.heldAt).getTime() === Date.parse(request.heldAt)
  );
}

type Write = {
  readonly id: string;
  readonly request: HoldCartRequest;
  readonly terminal: { terminalId: string; storeId: string };
  readonly revision: number;
};

async function insertCart(tx: Tx, context: TenantContext, write: Write): Promise<void> {
  const { tenantId } = context;
  const { request, terminal, revision } = write;
  const [register] = await tx.execute<{ id: string }>(sql`
    select register_id as id from terminals where tenant_id = ${tenantId}::uuid
      and id = ${terminal.terminalId}::uuid`);
  const at = toIso(context.now());
  const { version: _, ...cart } = request;
  await insertRows(tx, heldCarts, {
    tenantId,
    rows: [
      {
        ...cart,
        id: write.id,
        storeId: terminal.storeId,
        registerId: register?.id,
        status: "held",
        createdAt: at,
        updatedAt: at,
        version: 1,
        paidMinor: 0,
        revision,
      },
    ],
    onConflict: sql`returning 1`,
  });
}

async function saveCart(tx: Tx, context: TenantContext, write: Write): Promise<void> {
  const { tenantId } = context;
  const { request, terminal, revision } = write;
  await tx.execute(sql`
    update held_carts set kind = case when kind = 'layaway' then kind else ${request.kind} end,
      number = ${request.number},
      name = ${request.name}, cashier_name = ${request.cashierName},
      customer_id = ${request.customerId}::uuid, currency = ${request.currency},
      item_count = ${request.itemCount}, total_minor = ${request.totalMinor},
      expires_on = ${request.expiresOn}::date, held_at = ${request.heldAt}::timestamptz,
      cart = ${JSON.stringify(request.cart ?? {})}::jsonb, status = 'held',
      taken_by_terminal_id = null, version = version + 1,
      register_id = (select register_id from terminals where tenant_id = ${tenantId}::uuid
        and id = ${terminal.terminalId}::uuid),
      updated_at = ${toIso(context.now())}::timestamptz, revision = ${revision}
    where tenant_id = ${tenantId}::uuid and id = ${write.id}::uuid`);
}
