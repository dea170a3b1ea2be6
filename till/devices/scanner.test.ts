// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { attachScanner } from "./scanner";

const scans: string[] = [];
const multipliers: string[] = [];
let detach: () => void = () => undefined;
let clicks = 0;

beforeEach(() => {
  scans.length = 0;
  multipliers.length = 0;
  clicks = 0;
  vi.useFakeTimers();
  document.body.innerHTML = `<button id="pay">Pay</button><input id="search" value="" />`;
  document.querySelector("#pay")?.addEventListener("click", () => {
    clicks += 1;
  });
  detach = attachScanner(document, {
    onScan: (text) => scans.push(text),
    onMultiplier: (text) => multipliers.push(text),
  });
});

afterEach(() => {
  detach();
  vi.useRealTimers();
});

/** A key as a browser does it: the field takes the character unless the page forbade it. */
function press(key: string, at: number): void {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  Object.defineProperty(event, "timeStamp", { value: at });
  const target = document.activeElement ?? document.body;
  const isAllowed = target.dispatchEvent(event);
  if (!isAllowed) return;
  if (target instanceof HTMLInputElement && key.length === 1) target.value += key;
  if (target instanceof HTMLButtonElement && key === "Enter") target.click();
}

function scan(text: string, at: number): void {
  [...text].forEach((key, index) => {
    press(key, at + index * 3);
  });
  press("Enter", at + text.length * 3);
}

test("[TD2] a scan over a focused button presses nothing", () => {
  document.querySelector<HTMLElement>("#pay")?.focus();
  scan("6161101870016", 1_000);
  expect(scans).toEqual(["6161101870016"]);
  expect(clicks).toBe(0);
  press("Enter", 5_000);
  expect(clicks).toBe(1);
});

test("[TD2] a scan into a field leaves what was typed there, and the page hears of it", () => {
  const field = document.querySelector<HTMLInputElement>("#search");
  const heard: string[] = [];
  field?.addEventListener("input", () => heard.push(field.value));
  field?.focus();
  press("s", 0);
  press("u", 200);
  scan("6161101870016", 1_000);
  expect(field?.value).toBe("su");
  expect(heard).toEqual(["su"]);
  expect(scans).toEqual(["6161101870016"]);
});

test("typing is typing", () => {
  const field = document.querySelector<HTMLInputElement>("#search");
  field?.focus();
  [..."sukuma"].forEach((key, index) => {
    press(key, index * 110);
  });
  expect(field?.value).toBe("sukuma");
  expect(scans).toEqual([]);
});

test("a scan without a suffix ends by itself", () => {
  [..."96385074"].forEach((key, index) => {
    press(key, index * 3);
  });
  expect(scans).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(scans).toEqual(["96385074"]);
});

test("`3*` counts when no field has the focus, and is text when one has", () => {
  press("3", 0);
  press("*", 300);
  expect(multipliers).toEqual(["3"]);
  document.querySelector<HTMLElement>("#search")?.focus();
  press("4", 5_000);
  press("*", 5_300);
  expect(multipliers).toEqual(["3"]);
  expect(document.querySelector<HTMLInputElement>("#search")?.value).toBe("4*");
});
