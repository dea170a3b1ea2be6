import { z } from "zod";
import { requireEverywhere } from "../access/holder-of";
import type { TenantContext } from "../context";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";
import { listActions, listActors } from "./list-actions";

export const trailFactsResult = z.object({
  /** Codes of all actions that the trail has. */
  actions: z.array(z.string()),
  /** People and devices that it names. */
  actors: z.array(z.object({ id: z.uuid(), name: z.string() })),
});

/**
 * What the audit trail can be searched by.
 *
 * @throws DomainError permission_denied
 */
export async function readTrailFacts(
  context: TenantContext,
): Promise<z.infer<typeof trailFactsResult>> {
  requirePermission(context.actor, "audit.read");
  requireEverywhere(context.actor);
  const { tenantId } = context;
  // no-audit: a read.
  return inTransaction(context, async (tx) => {
    const [actions, actors] = await Promise.all([
      listActions(tx, tenantId),
      listActors(tx, tenantId),
    ]);
    return { actions: [...actions], actors: [...actors] };
  });
}
