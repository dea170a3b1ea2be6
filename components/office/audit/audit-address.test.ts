import { expect, test } from "vitest";
import { auditHref, auditInput, filtersOf, parseAuditAddress } from "./audit-address";

const ID = "01890000-0000-7000-8000-000000000001";

test("an address is read as it was written, and what nobody wrote is left out", () => {
  const address = {
    who: ID,
    action: "session.open",
    from: "2026-04-01",
    until: "2026-04-30",
    cursor: "abc_-",
    direction: "older" as const,
    entry: ID,
  };
  const params = Object.fromEntries(new URLSearchParams(auditHref(address).split("?")[1]));
  expect(parseAuditAddress(params)).toEqual(address);
  expect(auditHref({})).toBe("/office/audit");
  const odd = { who: "' or 1=1", action: "A B", from: "2026-02-31", until: "now", entry: ["x"] };
  expect(parseAuditAddress(odd)).toEqual({});
});

test("the server is asked what the address says", () => {
  const address = { who: ID, to: ID, from: "2026-04-01", until: "2026-04-02", entry: ID };
  expect(auditInput(address, "Africa/Nairobi")).toEqual({
    timezone: "Africa/Nairobi",
    actorId: ID,
    subjectId: ID,
    from: "2026-04-01",
    to: "2026-04-02",
  });
  expect(filtersOf({ ...address, cursor: "a", direction: "newer" })).toEqual({
    who: ID,
    to: ID,
    from: "2026-04-01",
    until: "2026-04-02",
  });
});
