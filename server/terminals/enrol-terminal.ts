import {
  type EnrolRequest,
  type EnrolResponse,
  enrolRequestSchema,
} from "../../core/sync/protocol-v1";
import type { TenantContext } from "../context";
import { requirePermission, requireStoreScope, scopedStoreIds } from "../require-permission";
import { inTransaction } from "../transaction";
import { enrolDevice } from "./enrol-device";

export const enrolTerminalInput = enrolRequestSchema;

/**
 * Make the calling device a register of a store. A register that has an active terminal is only
 * taken over when `replaceActive` says so; the old terminal's unsent events stay welcome.
 *
 * @throws DomainError permission_denied | store_not_found | register_not_found | register_in_use
 */
export async function enrolTerminal(
  context: TenantContext,
  input: EnrolRequest,
): Promise<EnrolResponse> {
  const { actor } = context;
  requirePermission(actor, "terminal.enrol");
  requireStoreScope(actor, input.storeId);
  const userId = actor.kind === "user" ? actor.userId : null;
  const enroller = { userId, storeIds: scopedStoreIds(actor) };
  return inTransaction(context, (tx) => enrolDevice(tx, context, { input, enroller }));
}
