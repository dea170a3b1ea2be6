import { DomainError } from "../core/errors";
import type { TenantContext } from "./context";

/** How long a proof of who somebody is stands for what asks for a fresh one. */
export const STEP_UP_MS_MAX = 10 * 60_000;

/**
 * Refuse unless the person has shown who they are a short while ago: a page left open on a counter
 * must not give away keys, exports or rights. A program can show nothing, and is refused.
 *
 * @throws DomainError step_up_required
 */
export function requireStepUp(context: Pick<TenantContext, "actor" | "now">): void {
  const { actor } = context;
  if (actor.kind === "system") return;
  const provedAt = actor.kind === "user" ? actor.provedAt : null;
  if (provedAt !== null && context.now() - provedAt <= STEP_UP_MS_MAX) return;
  throw new DomainError("step_up_required");
}
