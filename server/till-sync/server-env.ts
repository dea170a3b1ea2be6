import { setImmediate as nextTurn } from "node:timers/promises";
import type { ServerEnv } from "../../core/sync/event-store";
import type { TenantContext } from "../context";
import { signRevocation } from "../terminals/sign-revocation";

/** What the receiving and applying machine takes from this process. */
export function serverEnv(context: TenantContext): ServerEnv {
  return {
    tenantId: context.tenantId,
    now: context.now,
    newId: context.newId,
    random: Math.random,
    reportFailure: (error, terminalId) =>
      context.log.error({ err: error, terminalId }, "events are received, not booked"),
    breathe: () => nextTurn(),
    signRevocation: async (terminalId) => signRevocation(context.serverKey(), terminalId),
  };
}
