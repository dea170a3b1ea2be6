import { expect, test } from "vitest";
import { isLocalPath } from "./is-local-path";

test.each([
  ["/", true],
  ["/office/sales?from=2026-04-30#top", true],
  ["/office?next=//evil.test", true],
  ["", false],
  ["office", false],
  ["https://evil.test/", false],
  ["javascript:alert(1)", false],
  ["//evil.test", false],
  ["/\\evil.test", false],
  ["\\/evil.test", false],
  ["/\t/evil.test", false],
  ["/\n/evil.test", false],
  ["\t//evil.test", false],
  ["/.//evil.test", false],
  ["/./\\evil.test", false],
  ["/office/..//evil.test", false],
])("%j stays here: %s", (path, isLocal) => {
  expect(isLocalPath(path)).toBe(isLocal);
});
