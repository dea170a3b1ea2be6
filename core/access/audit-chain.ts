import { canonicalJson, sha256Hex } from "../sync/canonical";

/** What an entry of the audit trail states; everything of it is under its hash. */
export type AuditFacts = {
  readonly id: string;
  readonly tenantId: string;
  /** Place in the tenant's chain, from 1 without a hole. */
  readonly sequence: number;
  /** ISO 8601 in UTC, to the millisecond. */
  readonly at: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  /** The code of the person's role at the time; left out where it was not known. */
  readonly actorRole?: string;
  readonly action: string;
  readonly subjectId: string | null;
  readonly details: unknown;
  readonly before: unknown;
  readonly after: unknown;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly sessionId: string | null;
  readonly requestId: string | null;
};

/** What the first entry of every chain follows. */
export const AUDIT_GENESIS = "0".repeat(64);

/**
 * The hash of an entry [AU1]: SHA-256 in hex over the hash before it and the entry's canonical JSON, so
 * that no entry can be changed, left out, added or moved without every later hash being another.
 */
export function auditHash(prevHash: string, facts: AuditFacts): string {
  return sha256Hex(`${prevHash}\n${canonicalJson(facts)}`);
}

/** A place in the chain, as the entry after it must follow it. */
export type AuditLink = { readonly sequence: number; readonly hash: string };

export type AuditBreak = {
  readonly sequence: number;
  readonly kind: "missing" | "prev_hash" | "hash";
};

/**
 * Where a run of entries is no chain; null when it is one.
 *
 * @param from what the first of them must follow.
 */
export function findAuditBreak(
  entries: readonly (AuditFacts & { readonly prevHash: string; readonly hash: string })[],
  from: AuditLink,
): AuditBreak | null {
  let last = from;
  for (const { prevHash, hash, ...facts } of entries) {
    const expected = last.sequence + 1;
    if (facts.sequence !== expected) return { sequence: expected, kind: "missing" };
    if (prevHash !== last.hash) return { sequence: expected, kind: "prev_hash" };
    if (auditHash(prevHash, facts) !== hash) return { sequence: expected, kind: "hash" };
    last = { sequence: expected, hash };
  }
  return null;
}

/**
 * Every place where a run of entries is no chain, going on behind each; at most `max` of them.
 *
 * @param from what the first of them must follow.
 * @returns the breaks, and what an entry after the last one must follow.
 */
export function listAuditBreaks(
  entries: readonly (AuditFacts & { readonly prevHash: string; readonly hash: string })[],
  from: AuditLink,
  max: number,
): { readonly breaks: readonly AuditBreak[]; readonly last: AuditLink } {
  const breaks: AuditBreak[] = [];
  let rest = entries;
  let last = from;
  while (breaks.length < max) {
    const found = findAuditBreak(rest, last);
    if (found === null) break;
    breaks.push(found);
    const at = rest.findIndex(({ sequence }) => sequence >= found.sequence);
    const entry = rest[at];
    if (!entry) break;
    const { sequence, prevHash, hash } = entry;
    const isLinked = found.kind === "hash";
    last = isLinked ? { sequence, hash } : { sequence: sequence - 1, hash: prevHash };
    rest = rest.slice(isLinked ? at + 1 : at);
  }
  const end = entries.at(-1);
  return { breaks, last: end ? { sequence: end.sequence, hash: end.hash } : last };
}
