import { describe, expect, test } from "vitest";
import { hueFor, initialsFor, SWATCH_HUES } from "./initials";

describe("initialsFor", () => {
  test.each([
    ["Jogoo maize flour 2 kg", "JM"],
    ["Kabras sugar 1 kg", "KS"],
    ["Eggs, tray of 30", "EG"],
    ["Onions", "ON"],
    ["Coca-Cola 500 ml", "CC"],
    ["7 Up", "7U"],
    ["X", "X"],
    ["", "?"],
    ["  —  ", "?"],
  ])("%s gives %s", (name, initials) => {
    expect(initialsFor(name)).toBe(initials);
  });

  test("a clash takes the next letter that differs", () => {
    expect(initialsFor("Brookside milk", new Set(["BM"]))).toBe("BR");
    expect(initialsFor("Brookside milk", new Set(["BM", "BR"]))).toBe("BO");
  });

  test("when every pair is taken the first one repeats", () => {
    expect(initialsFor("Ab", new Set(["AB"]))).toBe("AB");
  });
});

test("hueFor is steady and stays in the list", () => {
  expect(hueFor("Dairy")).toBe(hueFor("Dairy"));
  expect(SWATCH_HUES).toContain(hueFor("Anything else"));
});
