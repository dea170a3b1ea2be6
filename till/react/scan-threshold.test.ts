// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";
import { chooseScanThreshold, readScanThreshold, subscribeScanThreshold } from "./scan-threshold";

afterEach(() => localStorage.clear());

test("a scanner's threshold is the usual one until a known one is chosen, and stays", () => {
  expect(readScanThreshold()).toBe(50);
  localStorage.setItem("kaunta-scan-threshold", "7");
  expect(readScanThreshold()).toBe(50);
  const heard: number[] = [];
  const stop = subscribeScanThreshold(() => heard.push(readScanThreshold()));
  chooseScanThreshold(120);
  stop();
  chooseScanThreshold(30);
  expect(heard).toEqual([120]);
  expect(readScanThreshold()).toBe(30);
});
