// @vitest-environment jsdom
import { useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { afterEach, expect, test } from "vitest";
import { useKeys } from "./use-keys";

const taken: string[] = [];

function Typed() {
  const [text, setText] = useState("");
  useKeys({
    onNumberKey: (key) => setText((now) => now + key),
    keys: { enter: () => taken.push(text) },
  });
  return <output>{text}</output>;
}

afterEach(() => {
  document.body.innerHTML = "";
});

function press(key: string): void {
  window.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

test("Enter right after a digit takes that digit too", () => {
  const root = createRoot(document.body.appendChild(document.createElement("div")));
  flushSync(() => root.render(<Typed />));
  press("1");
  press("2");
  press("Enter");
  expect(taken).toEqual(["12"]);
  flushSync(() => root.unmount());
});
