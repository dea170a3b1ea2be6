/** Where a business's audit trail stood when a day was over. */
export type AuditAnchor = {
  readonly tenantId: string;
  /** The day in UTC; whatever was done on it is at or below the sequence. */
  readonly anchoredOn: string;
  readonly sequence: number;
  readonly hash: string;
};

/**
 * The text that a deployment signs for an anchor [AU2]. Whoever keeps it with its signature can tell
 * later whether the trail up to there is still the one that was signed.
 */
export function anchorText({ tenantId, anchoredOn, sequence, hash }: AuditAnchor): string {
  return `KAUNTA-AUDIT1:${tenantId}:${anchoredOn}:${sequence}:${hash}`;
}
