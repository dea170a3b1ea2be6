import { expect, test } from "vitest";
import { type AuditAnchor, anchorText } from "./audit-anchor";

test("[AU2] the text that is signed names business, day, place and hash, and nothing twice", () => {
  const anchor: AuditAnchor = {
    tenantId: "11111111-1111-4111-8111-111111111111",
    anchoredOn: "2026-04-30",
    sequence: 12,
    hash: "ab".repeat(32),
  };
  const text = anchorText(anchor);
  expect(text).toBe(
    `KAUNTA-AUDIT1:11111111-1111-4111-8111-111111111111:2026-04-30:12:${"ab".repeat(32)}`,
  );
  const others = [
    { ...anchor, tenantId: "22222222-2222-4222-8222-222222222222" },
    { ...anchor, anchoredOn: "2026-05-01" },
    { ...anchor, sequence: 13 },
    { ...anchor, hash: "cd".repeat(32) },
  ];
  expect(new Set([text, ...others.map(anchorText)]).size).toBe(5);
});
