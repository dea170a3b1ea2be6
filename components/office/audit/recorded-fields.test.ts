import { expect, test } from "vitest";
import { changedFields, listChange, notedFields, recordedName } from "./recorded-fields";

const ID = "0198c0de-0000-7000-8000-000000000001";

test("a change tells its parts that differ and no others", () => {
  const before = {
    name: "Amina",
    role: "cashier",
    limits: { discountPpm: 50_000, payOutMinor: 0 },
  };
  const after = { name: "Amina", role: "owner", limits: { discountPpm: 75_000, payOutMinor: 0 } };
  expect(changedFields({ before, after })).toEqual([
    { path: ["role"], before: "cashier", after: "owner" },
    { path: ["limits", "discountPpm"], before: 50_000, after: 75_000 },
  ]);
});

test("what was made or removed tells all its parts", () => {
  expect(changedFields({ before: null, after: { name: "Till 2", storeIds: null } })).toEqual([
    { path: ["name"], before: undefined, after: "Till 2" },
    { path: ["storeIds"], before: undefined, after: null },
  ]);
  expect(changedFields({ before: { name: "Helper" }, after: null })).toEqual([
    { path: ["name"], before: "Helper", after: undefined },
  ]);
  expect(changedFields({ before: null, after: "odd" })).toEqual([]);
});

test("opening hours stay whole, and what lies deep is told as it was recorded", () => {
  const openingHours = { timezone: "Africa/Nairobi", days: [] };
  expect(changedFields({ before: { openingHours: null }, after: { openingHours } })).toEqual([
    { path: ["openingHours"], before: null, after: openingHours },
  ]);
  const rule = { is_active: true, definition: { kind: "percent" } };
  expect(changedFields({ before: {}, after: { SUGAR: rule } }).map(({ path }) => path)).toEqual([
    ["SUGAR", "is_active"],
    ["SUGAR", "definition"],
  ]);
});

test("ids and what only programs count are left out, stores are not", () => {
  const details = { storeId: ID, registerId: ID, revision: 7, isMailed: false };
  expect(notedFields(details)).toEqual([
    { path: ["storeId"], after: ID },
    { path: ["isMailed"], after: false },
  ]);
});

test("an entry names what it is about by itself where it can", () => {
  const nothing = { before: null, after: null, details: {} };
  expect(recordedName(nothing)).toBe(undefined);
  expect(recordedName({ ...nothing, before: { name: "Stock key" } })).toBe("Stock key");
  expect(recordedName({ ...nothing, details: { receiptNumber: "A1-7" } })).toBe("A1-7");
});

test("a list tells what came and what went", () => {
  expect(listChange({ path: [], before: ["a", "b"], after: ["b", "c"] })).toEqual({
    added: ["c"],
    removed: ["a"],
  });
  expect(listChange({ path: [], before: null, after: ["b"] })).toBe(undefined);
});
