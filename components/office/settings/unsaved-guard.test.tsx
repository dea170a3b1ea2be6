// @vitest-environment jsdom
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MessagesProvider } from "../../messages/messages-provider";
import { UnsavedGuard } from "./unsaved-guard";

type Router = NonNullable<React.ContextType<typeof AppRouterContext>>;

const went: string[] = [];
const nothing = () => undefined;
const router: Router = {
  push: (path) => void went.push(path),
  replace: nothing,
  refresh: nothing,
  back: nothing,
  forward: nothing,
  prefetch: nothing,
  bfcacheId: "0",
};

let root: Root;

beforeEach(async () => {
  // What every browser has, and this one lacks.
  const CSS = { escape: (text: string) => text };
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true, CSS });
  window.history.replaceState(null, "", "/office/settings/roles");
  root = createRoot(document.body.appendChild(document.createElement("div")));
  await act(async () =>
    root.render(
      <AppRouterContext.Provider value={router}>
        <MessagesProvider language="en">
          <a href="/office/settings/people?search=a">People</a>
          <a href="/office/settings/roles#content">Skip</a>
          <UnsavedGuard />
        </MessagesProvider>
      </AppRouterContext.Provider>,
    ),
  );
});

afterEach(async () => {
  await act(async () => root.unmount());
  document.body.innerHTML = "";
  went.length = 0;
});

const dialog = () => document.querySelector("[role=dialog]");

/** Whether the press went through to whoever hears of it after the guard. */
async function press(text: string): Promise<boolean> {
  const all = [...document.querySelectorAll<HTMLElement>("a, button")];
  const target = all.find((element) => element.textContent === text);
  const event = new MouseEvent("click", { bubbles: true, cancelable: true });
  await act(async () => target?.dispatchEvent(event));
  return !event.defaultPrevented;
}

test("a link that leads away asks first, and goes once it is said so", async () => {
  expect(await press("People")).toBe(false);
  expect(dialog()?.textContent).toContain("Leave without saving?");
  await press("Cancel");
  expect([dialog(), went]).toEqual([null, []]);
  await press("People");
  await press("Leave");
  expect(went).toEqual(["/office/settings/people?search=a"]);
});

test("a link within the page goes unasked", async () => {
  await press("Skip");
  expect(dialog()).toBe(null);
});

test("closing the page asks, until nothing is unsaved", async () => {
  const isAsked = () => {
    const event = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  expect(isAsked()).toBe(true);
  await act(async () => root.render(null));
  expect(isAsked()).toBe(false);
});
