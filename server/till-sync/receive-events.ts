import { DomainError } from "../../core/errors";
import {
  type PushRequest,
  type PushResponse,
  pushRequestSchema,
} from "../../core/sync/protocol-v1";
import { receiveBatch } from "../../core/sync/receive-batch";
import type { TenantContext } from "../context";
import { applyOverdue } from "../jobs/apply-overdue";
import { inTransaction } from "../transaction";
import { inBacklogTurn } from "./backlog-turns";
import { eventStore } from "./event-store";
import { serverEnv } from "./server-env";

export const receiveEventsInput = pushRequestSchema;

/**
 * Take a terminal's events for good, then book what is in order (`core/sync/receive-batch.ts`), in
 * one transaction; the answer is given after its commit. With nothing of its own left to book, a
 * push now and then moves on what others have left (`applyOverdue`).
 *
 * @throws DomainError permission_denied (not a device) | terminal_mismatch (another terminal's
 *         events) | lease_conflict (a copied device) | too_many_waiting.
 */
export async function receiveEvents(
  context: TenantContext,
  request: PushRequest,
): Promise<PushResponse> {
  const { actor } = context;
  if (actor.kind !== "terminal") throw new DomainError("permission_denied");
  if (request.terminalId !== actor.terminalId) throw new DomainError("terminal_mismatch");
  const outcome = await inBacklogTurn(request.events.length, () =>
    inTransaction(context, (tx) =>
      receiveBatch(eventStore(tx, context), request, serverEnv(context)),
    ),
  );
  if (outcome === "lease_conflict") throw new DomainError("lease_conflict");
  if (outcome.appliedThrough === outcome.receivedThrough) await applyOverdue(context);
  return outcome;
}
