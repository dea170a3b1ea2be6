import { type AuditLink, listAuditBreaks } from "../../core/access/audit-chain";
import type { TenantContext } from "../context";
import { inTransaction } from "../transaction";
import { checkAnchors, type SignedAnchor } from "./check-anchors";
import { readChain, readLink } from "./read-chain";
import { readStand, type TrailBreak, type TrailRange, type TrailStand } from "./read-stand";

const PAGE = 1_000;
/** More breaks than this tell nothing more. */
const BREAKS_MAX = 100;

export type AuditVerdict = {
  /** Entries whose hash was computed again, from the first to the last of them. */
  readonly entries: number;
  readonly first: number;
  readonly through: number;
  /** Entries older than the chain, which nothing proves. */
  readonly olderEntries: number;
  readonly anchors: number;
  readonly lastAnchoredOn: string | null;
  readonly breaks: readonly TrailBreak[];
};

/**
 * Compute the tenant's audit trail again: each entry's hash over the one before it, without a hole,
 * up to the head, and each anchor's signature and place. Reads a page at a time and changes
 * nothing; what is recorded meanwhile is left to the next time.
 */
export async function verifyAudit(
  context: TenantContext,
  range: TrailRange & {
    /** Anchors that were kept elsewhere, beside those that are stored here. */
    readonly kept?: readonly SignedAnchor[];
  } = {},
): Promise<AuditVerdict> {
  const stand = await readStand(context, range);
  const breaks: TrailBreak[] = [];
  const walked = await walk(context, stand, breaks);
  // With an end of its own, a range says nothing of the head.
  if (range.to === undefined) checkHead(stand, walked.last, breaks);
  const anchors = await checkAnchors(context, stand, range.kept ?? []);
  breaks.push(...anchors.breaks);
  return {
    entries: walked.entries,
    first: walked.entries === 0 ? 0 : stand.after + 1,
    through: walked.last.sequence,
    olderEntries: stand.olderEntries,
    anchors: anchors.count,
    lastAnchoredOn: anchors.lastAnchoredOn,
    breaks: breaks.slice(0, BREAKS_MAX),
  };
}

async function walk(
  context: TenantContext,
  stand: TrailStand,
  breaks: TrailBreak[],
): Promise<{ entries: number; last: AuditLink }> {
  const { tenantId } = context;
  const { through } = stand;
  let last = await inTransaction(context, (tx) => readLink(tx, tenantId, stand.after));
  if (last === null) {
    breaks.push({ sequence: stand.after, kind: "missing", day: null });
    last = { sequence: stand.after, hash: "" };
  }
  let entries = 0;
  for (;;) {
    const after = last.sequence;
    const page = await inTransaction(context, (tx) =>
      readChain(tx, tenantId, { after, through, limit: PAGE }),
    );
    const checked = listAuditBreaks(page, last, BREAKS_MAX - breaks.length);
    breaks.push(...checked.breaks.map((found) => ({ ...found, day: null })));
    entries += page.length;
    last = checked.last;
    if (page.length < PAGE || breaks.length >= BREAKS_MAX) return { entries, last };
  }
}

function checkHead(stand: TrailStand, last: AuditLink, breaks: TrailBreak[]): void {
  const { head, lastSequence } = stand;
  if (breaks.length >= BREAKS_MAX) return;
  if (head.sequence > lastSequence) {
    breaks.push({ sequence: lastSequence + 1, kind: "missing", day: null });
  } else if (head.sequence !== last.sequence || head.hash !== last.hash) {
    breaks.push({ sequence: head.sequence, kind: "head", day: null });
  }
}
