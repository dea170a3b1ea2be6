import { sql } from "drizzle-orm";
import { z } from "zod";
import { type AuditAnchor, anchorText } from "../../core/access/audit-anchor";
import { AUDIT_GENESIS } from "../../core/access/audit-chain";
import { isSignedBy } from "../auth/is-signed-by";
import type { TenantContext } from "../context";
import { inTransaction } from "../transaction";
import type { TrailBreak, TrailStand } from "./read-stand";

/** An anchor with its signature (P-256, r then s) in base64url, as it is stored and kept elsewhere. */
export const signedAnchorSchema = z.object({
  tenantId: z.uuid(),
  anchoredOn: z.iso.date(),
  sequence: z.number().int().min(0),
  hash: z.string(),
  signature: z.string(),
});
export type SignedAnchor = z.infer<typeof signedAnchorSchema>;

type Placed = SignedAnchor & { readonly foundHash: string | null };

/**
 * Check the anchors that are stored, and those that were kept elsewhere: that each was signed by this
 * deployment, and that the trail has the anchored hash in the anchored place. Only those of the
 * places that were read.
 */
export async function checkAnchors(
  context: TenantContext,
  stand: TrailStand,
  kept: readonly SignedAnchor[],
): Promise<{ count: number; lastAnchoredOn: string | null; breaks: readonly TrailBreak[] }> {
  const own = kept.filter(({ tenantId }) => tenantId === context.tenantId);
  const stored = await listAnchors(context);
  const all = await placeAnchors(context, [...stored, ...own]);
  const isRead = ({ sequence }: AuditAnchor) =>
    sequence > stand.after && (sequence <= stand.through || stand.through >= stand.lastSequence);
  const checked = all.filter(isRead);
  const { publicKey } = context.serverKey();
  return {
    count: checked.length,
    lastAnchoredOn: stored.at(-1)?.anchoredOn ?? null,
    breaks: checked.flatMap((anchor) => {
      const kind = breakOf(anchor, publicKey);
      return kind === null ? [] : [{ sequence: anchor.sequence, kind, day: anchor.anchoredOn }];
    }),
  };
}

/** The tenant's anchors in the order of their days. */
export async function listAnchors(context: TenantContext): Promise<readonly SignedAnchor[]> {
  const { tenantId } = context;
  // no-audit: a read.
  const rows = await inTransaction(context, (tx) =>
    tx.execute<Omit<SignedAnchor, "sequence"> & { sequence: string }>(sql`
      select tenant_id as "tenantId", anchored_on::text as "anchoredOn", sequence, hash, signature
      from audit_anchors where tenant_id = ${tenantId}::uuid order by anchored_on`),
  );
  return rows.map((row) => ({ ...row, sequence: Number(row.sequence) }));
}

async function placeAnchors(
  context: TenantContext,
  anchors: readonly SignedAnchor[],
): Promise<readonly Placed[]> {
  const { tenantId } = context;
  const places = JSON.stringify(anchors.map(({ sequence }) => sequence));
  const rows = await inTransaction(context, (tx) =>
    tx.execute<{ sequence: string; hash: string }>(sql`
      select sequence, hash from audit_entries where tenant_id = ${tenantId}::uuid
        and sequence in (select (jsonb_array_elements_text(${places}::jsonb))::bigint)`),
  );
  const hashes = new Map(rows.map(({ sequence, hash }) => [Number(sequence), hash]));
  return anchors.map((anchor) => ({
    ...anchor,
    foundHash: anchor.sequence === 0 ? AUDIT_GENESIS : (hashes.get(anchor.sequence) ?? null),
  }));
}

function breakOf(anchor: Placed, publicKey: string): TrailBreak["kind"] | null {
  const signature = new Uint8Array(Buffer.from(anchor.signature, "base64url"));
  if (!isSignedBy(publicKey, anchorText(anchor), signature)) return "anchor_signature";
  return anchor.foundHash === anchor.hash ? null : "anchor";
}
