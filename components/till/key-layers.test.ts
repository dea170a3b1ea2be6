// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { addKeyLayer, type KeyLayer } from "./key-layers";

const removers: (() => void)[] = [];
const heard: string[] = [];

function layer(name: string, keys: readonly string[], rest: Partial<KeyLayer> = {}): void {
  const acts = keys.map((key) => [key, () => heard.push(`${name} ${key}`)] as const);
  removers.push(addKeyLayer({ current: { keys: Object.fromEntries(acts), ...rest } }));
}

function press(key: string, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
  document.body.dispatchEvent(event);
  return event;
}

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  for (const remove of removers.splice(0)) {
    remove();
  }
  heard.length = 0;
  vi.useRealTimers();
});

test("the top layer that knows a key gets it, whatever its case", () => {
  layer("screen", ["r", "escape"]);
  layer("panel", ["escape"]);
  press("R");
  vi.advanceTimersByTime(100);
  expect(press("Escape").defaultPrevented).toBe(true);
  expect(heard).toEqual(["screen r", "panel escape"]);
});

test("keys that follow each other at once are a code and mean nothing", () => {
  layer("screen", ["p", "1", "enter"]);
  for (const key of ["p", "1", "2", "3"]) {
    press(key);
    vi.advanceTimersByTime(8);
  }
  press("Enter");
  vi.advanceTimersByTime(200);
  expect(heard).toEqual([]);
});

test("two quick keys of a hand both count", () => {
  layer("screen", ["+"]);
  press("+");
  vi.advanceTimersByTime(30);
  press("+");
  vi.advanceTimersByTime(100);
  expect(heard).toEqual(["screen +", "screen +"]);
});

test("an exclusive layer lets only function keys through", () => {
  layer("screen", ["n", "f8"]);
  layer("panel", [], { isExclusive: true });
  press("n");
  vi.advanceTimersByTime(100);
  press("F8");
  expect(heard).toEqual(["screen f8"]);
});

test("digits go to what collects a number", () => {
  const digits: string[] = [];
  layer("panel", [], { onNumberKey: (key) => digits.push(key) });
  for (const key of ["3", "*", "a"]) {
    press(key);
    vi.advanceTimersByTime(100);
  }
  expect(digits).toEqual(["3", "*"]);
});

test("a field keeps its letters, and lets Escape and function keys through", () => {
  layer("screen", ["n", "escape", "f8", "enter"]);
  const input = document.createElement("input");
  document.body.append(input);
  for (const key of ["n", "Enter", "Escape", "F8"]) {
    input.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    vi.advanceTimersByTime(100);
  }
  input.remove();
  expect(heard).toEqual(["screen escape", "screen f8"]);
});

test("shortcuts of the browser stay the browser's", () => {
  layer("screen", ["r"]);
  press("r", { ctrlKey: true });
  vi.advanceTimersByTime(100);
  expect(heard).toEqual([]);
});
