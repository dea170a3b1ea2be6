import { expect, test } from "vitest";
import { createTokenMemory } from "./token-memory";

const SECRET = "a-secret";

function memoryOf(tokensMax?: number) {
  const memory = createTokenMemory<{ who: string; expiresAtMs: number }>(tokensMax);
  const checked: string[] = [];
  const read = (text: string, { nowMs = 0, authSecret = SECRET, isOurs = true } = {}) =>
    memory.read({ text, authSecret, nowMs }, () => {
      checked.push(text);
      return Promise.resolve(isOurs ? { who: text, expiresAtMs: 1_000 } : null);
    });
  return { read, checked };
}

test("a token that was checked is not checked again while it is in time", async () => {
  const { read, checked } = memoryOf();
  expect(await read("a")).toEqual({ who: "a", expiresAtMs: 1_000 });
  expect(await read("a", { nowMs: 999 })).toEqual({ who: "a", expiresAtMs: 1_000 });
  expect(checked).toEqual(["a"]);
  expect(await read("a", { nowMs: 1_000 })).toBeNull();
  expect(checked).toEqual(["a"]);
});

test("a refusal is not remembered, nor a token of another secret believed", async () => {
  const { read, checked } = memoryOf();
  expect(await read("a", { isOurs: false })).toBeNull();
  expect(await read("a")).not.toBeNull();
  expect(await read("a", { authSecret: "another", isOurs: false })).toBeNull();
  expect(checked).toEqual(["a", "a", "a"]);
});

test("so many and no more are kept, the latest of them", async () => {
  const { read, checked } = memoryOf(2);
  for (const text of ["a", "b", "c", "c", "b", "a"]) await read(text);
  expect(checked).toEqual(["a", "b", "c", "a"]);
});
