import { expect, test } from "vitest";
import {
  AUDIT_GENESIS,
  type AuditFacts,
  auditHash,
  findAuditBreak,
  listAuditBreaks,
} from "./audit-chain";

type Entry = AuditFacts & { prevHash: string; hash: string };
const GENESIS = { sequence: 0, hash: AUDIT_GENESIS };

function chainOf(length: number): Entry[] {
  const entries: Entry[] = [];
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const facts: AuditFacts = {
      id: `00000000-0000-4000-8000-${String(sequence).padStart(12, "0")}`,
      tenantId: "11111111-1111-4111-8111-111111111111",
      sequence,
      at: "2026-04-30T08:00:00.000Z",
      actorKind: "user",
      actorId: null,
      action: "user.create",
      subjectId: null,
      details: { role: "cashier" },
      before: null,
      after: { role: "cashier" },
      ip: "127.0.0.1",
      userAgent: null,
      sessionId: null,
      requestId: null,
    };
    const prevHash = entries.at(-1)?.hash ?? AUDIT_GENESIS;
    entries.push({ ...facts, prevHash, hash: auditHash(prevHash, facts) });
  }
  return entries;
}

test("[AU1] an unbroken chain has no break, and neither has a part of it", () => {
  const chain = chainOf(5);
  expect(findAuditBreak(chain, GENESIS)).toBe(null);
  const [, second] = chain;
  expect(findAuditBreak(chain.slice(2), second ?? GENESIS)).toBe(null);
  expect(findAuditBreak([], GENESIS)).toBe(null);
});

test("[AU1] what was changed, left out or moved is found where it was", () => {
  const chain = chainOf(5);
  const changed = chain.map((entry) => ({ ...entry }));
  Object.assign(changed[2] ?? {}, { after: { role: "owner" } });
  expect(findAuditBreak(changed, GENESIS)).toEqual({ sequence: 3, kind: "hash" });
  const left = chain.filter(({ sequence }) => sequence !== 4);
  expect(findAuditBreak(left, GENESIS)).toEqual({ sequence: 4, kind: "missing" });
  const rehashed = chain.map((entry) => ({ ...entry }));
  const third = rehashed[2];
  if (third) {
    third.action = "user.block";
    const { prevHash, hash: _hash, ...facts } = third;
    third.hash = auditHash(prevHash, facts);
  }
  expect(findAuditBreak(rehashed, GENESIS)).toEqual({ sequence: 4, kind: "prev_hash" });
});

test("[AU1] every break is told, and what stands behind one is still checked", () => {
  const chain = chainOf(9).map((entry) => ({ ...entry }));
  Object.assign(chain[1] ?? {}, { action: "user.block" });
  Object.assign(chain[7] ?? {}, { ip: null });
  const damaged = chain.filter(({ sequence }) => sequence !== 5);
  const { breaks, last } = listAuditBreaks(damaged, GENESIS, 10);
  expect(breaks).toEqual([
    { sequence: 2, kind: "hash" },
    { sequence: 5, kind: "missing" },
    { sequence: 8, kind: "hash" },
  ]);
  expect(last).toEqual({ sequence: 9, hash: chain[8]?.hash });
  expect(listAuditBreaks(damaged, GENESIS, 1).breaks).toHaveLength(1);
  expect(listAuditBreaks([], GENESIS, 10)).toEqual({ breaks: [], last: GENESIS });
});
