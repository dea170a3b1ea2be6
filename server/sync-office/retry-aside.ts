import { z } from "zod";
import { retryEvent } from "../../core/sync/retry-event";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { actingUserId, requirePermission } from "../require-permission";
import { asideStore } from "../till-sync/aside-store";
import { serverEnv } from "../till-sync/server-env";
import { inTransaction } from "../transaction";
import { requireTerminal } from "./require-terminal";

export const asidePlaceInput = z.strictObject({
  terminalId: z.uuid(),
  sequence: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
});
export type AsidePlace = z.infer<typeof asidePlaceInput>;

export const retryAsideResult = z.object({
  state: z.enum(["applied", "quarantined", "waiting_upgrade"]),
  /** Why it is still aside; null when it is booked. */
  code: z.string().nullable(),
});

/**
 * Decide an event that was set aside again, by today's rules.
 *
 * @throws DomainError permission_denied | event_not_found | event_not_aside
 */
export async function retryAside(
  context: TenantContext,
  input: AsidePlace,
): Promise<z.infer<typeof retryAsideResult>> {
  requirePermission(context.actor, "sync.manage");
  const retriedById = actingUserId(context.actor);
  const { terminalId, sequence } = input;
  return inTransaction(context, async (tx) => {
    await requireTerminal(tx, context, { terminalId, code: "event_not_found" });
    const outcome = await retryEvent(
      asideStore(tx, context),
      { terminalId, sequence, retriedById },
      serverEnv(context),
    );
    const code = outcome.state === "applied" ? null : outcome.code;
    await recordAudit(tx, context, {
      action: "sync.retry",
      subjectId: terminalId,
      details: { sequence },
      before: { state: "quarantined" },
      after: { state: outcome.state, code },
    });
    return { state: outcome.state, code };
  });
}
