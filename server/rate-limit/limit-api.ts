import type { TenantContext } from "../context";

/**
 * Count one call of a known caller. A device has a very high bound of its own and does not count
 * for its tenant, so that no flood elsewhere keeps a till from handing over its sales.
 *
 * @throws DomainError rate_limited
 */
export async function limitApi(context: TenantContext): Promise<void> {
  const { actor, tenantId, rateLimiter } = context;
  if (actor.kind === "system") return;
  if (actor.kind === "terminal") {
    await rateLimiter.consume("sync_device", actor.terminalId);
    return;
  }
  // First the caller's own: what is refused there must not use up what is for everybody.
  await rateLimiter.consume("api_credential", actor.sessionId);
  await rateLimiter.consume("api_tenant", tenantId);
}

/**
 * Count one call of something that costs much more than others.
 *
 * @throws DomainError rate_limited
 */
export async function limitCostly(
  context: TenantContext,
  name: "report" | "document",
): Promise<void> {
  const { actor, rateLimiter } = context;
  if (actor.kind === "user") await rateLimiter.consume(name, actor.sessionId);
}
