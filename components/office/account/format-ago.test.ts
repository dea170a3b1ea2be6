import { expect, test } from "vitest";
import { formatAgo } from "./format-ago";

const NOW = "2026-04-30T10:00:00.000Z";

test.each([
  ["2026-04-30T10:00:05.000Z", "now"],
  ["2026-04-30T09:59:31.000Z", "now"],
  ["2026-04-30T09:58:01.000Z", "1 minute ago"],
  ["2026-04-30T07:01:00.000Z", "2 hours ago"],
  ["2026-04-29T09:00:00.000Z", "yesterday"],
  ["2026-04-20T10:00:00.000Z", "10 days ago"],
])("%s is %s", (at, words) => {
  expect(formatAgo(at, NOW, "en-KE")).toBe(words);
});
