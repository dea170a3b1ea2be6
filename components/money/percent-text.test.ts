import { expect, test } from "vitest";
import { formatPercent, typedPercentPpm } from "./percent-text";

test("a rate reads as the shortest percentage of its locale", () => {
  expect(formatPercent(50_000, "en-KE")).toBe("5\u00a0%");
  expect(formatPercent(88_750, "en-KE")).toBe("8.875\u00a0%");
  expect(formatPercent(88_750, "de-DE")).toBe("8,875\u00a0%");
});

test("a typed percentage is above nothing and at most the whole", () => {
  expect(typedPercentPpm("7.5")).toBe(75_000);
  expect(typedPercentPpm("10.")).toBe(100_000);
  expect(typedPercentPpm("100")).toBe(1_000_000);
  expect(typedPercentPpm("")).toBeNull();
  expect(typedPercentPpm("0")).toBeNull();
  expect(typedPercentPpm("101")).toBeNull();
});
