import { z } from "zod";
import { requireEverywhere } from "../access/holder-of";
import type { TenantContext } from "../context";
import { requirePermission } from "../require-permission";
import { verifyAudit } from "./verify-audit";

/** What a page may ask for; the command proves the whole. */
export const VERIFIED_ENTRIES_MAX = 10_000;

export const verifyNewestResult = z.object({
  entries: z.number().int(),
  first: z.number().int(),
  through: z.number().int(),
  olderEntries: z.number().int(),
  anchors: z.number().int(),
  lastAnchoredOn: z.string().nullable(),
  breaks: z.array(
    z.object({ sequence: z.number().int(), kind: z.string(), day: z.string().nullable() }),
  ),
});

/**
 * Compute the newest entries of the audit trail again, ten thousand at most.
 *
 * @throws DomainError permission_denied
 */
export async function verifyNewest(
  context: TenantContext,
): Promise<z.infer<typeof verifyNewestResult>> {
  requirePermission(context.actor, "audit.read");
  requireEverywhere(context.actor);
  const verdict = await verifyAudit(context, { newest: VERIFIED_ENTRIES_MAX });
  return { ...verdict, breaks: [...verdict.breaks] };
}
