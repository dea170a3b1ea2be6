import { z } from "zod";
import { closeGap } from "../../core/sync/close-gap";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { actingUserId, requirePermission } from "../require-permission";
import { eventStore } from "../till-sync/event-store";
import { serverEnv } from "../till-sync/server-env";
import { inTransaction } from "../transaction";
import { requireTerminal } from "./require-terminal";

const sequence = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

export const closeTerminalGapInput = z.strictObject({
  terminalId: z.uuid(),
  /** First and last that are missing; both included. */
  first: sequence,
  last: sequence,
  reason: z.string().trim().min(1).max(200),
});
export type CloseTerminalGapInput = z.infer<typeof closeTerminalGapInput>;

export const closeTerminalGapResult = z.object({
  receivedSequence: z.number().int(),
  appliedSequence: z.number().int(),
});

/**
 * Say that events of a terminal will never come: what waited behind them is booked. Should they
 * come all the same, they are booked late.
 *
 * @throws DomainError permission_denied | gap_not_found (also for a terminal out of scope)
 */
export async function closeTerminalGap(
  context: TenantContext,
  input: CloseTerminalGapInput,
): Promise<z.infer<typeof closeTerminalGapResult>> {
  requirePermission(context.actor, "sync.manage");
  const closedById = actingUserId(context.actor);
  const { terminalId, first, last, reason } = input;
  return inTransaction(context, async (tx) => {
    await requireTerminal(tx, context, { terminalId, code: "gap_not_found" });
    const closed = await closeGap(
      eventStore(tx, context),
      { terminalId, range: [first, last], reason, closedById },
      serverEnv(context),
    );
    await recordAudit(tx, context, {
      action: "sync.close_gap",
      subjectId: terminalId,
      details: { first, last, reason },
      after: closed,
    });
    return closed;
  });
}
