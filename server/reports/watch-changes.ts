import type { TenantContext } from "../context";
import { createDoorbell, pause } from "../doorbell";
import { hearNotifications } from "../hear-notifications";
import { requirePermission } from "../require-permission";
import { CHANGES_CHANNEL } from "../till-sync/changes-channel";

/** A burst of sales is one change; a screen that has just read need not read again at once. */
const COALESCE_MS = 300;

/** `connected` says that nothing is missed from here on, so a screen reads once more. */
export type LedgerChange = { readonly kind: "connected" | "changed" };

/**
 * Tell of every growth of the caller's ledger until the signal ends it.
 *
 * @throws DomainError permission_denied
 */
export async function* watchChanges(
  context: TenantContext,
  signal: AbortSignal | undefined,
): AsyncGenerator<LedgerChange> {
  requirePermission(context.actor, "sale.read");
  const doorbell = createDoorbell(signal);
  const about = { channel: CHANGES_CHANNEL, topics: [context.tenantId] };
  const leave = await hearNotifications(context.database, about, doorbell.ring);
  try {
    yield { kind: "connected" };
    while ((await doorbell.wait()) === "rung") {
      yield { kind: "changed" };
      await pause(COALESCE_MS, signal);
    }
  } finally {
    leave();
  }
}
