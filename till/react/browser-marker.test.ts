import { expect, test } from "vitest";
import { createMarker, type MarkerPlaces } from "./browser-marker";

/** Local storage and cookies of one browser, as far as the marker uses them. */
function createPlaces(): MarkerPlaces & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  const jar = new Map<string, string>();
  return {
    kept,
    isSecure: true,
    storage: {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => {
        kept.set(name, value);
      },
      removeItem: (name) => {
        kept.delete(name);
      },
    },
    cookies: {
      get cookie() {
        return ["theme=dark", ...[...jar].map(([name, value]) => `${name}=${value}`)].join("; ");
      },
      set cookie(text: string) {
        const [pair = "", age = ""] = text.split("; ");
        const [name = "", value = ""] = pair.split("=");
        if (age === "Max-Age=0") jar.delete(name);
        else jar.set(name, value);
      },
    },
  };
}

test("[TS8] a browser that threw its local storage away still knows that it was a till", () => {
  const places = createPlaces();
  const marker = createMarker(() => places);
  expect(marker.read()).toBeNull();
  marker.write("terminal-1");
  places.kept.clear();
  expect(marker.read()).toBe("terminal-1");
});

test("[TS8] a browser that threw its cookies away knows it by its local storage", () => {
  const places = createPlaces();
  const marker = createMarker(() => places);
  marker.write("terminal-1");
  places.cookies.cookie = "kaunta-terminal=; Max-Age=0";
  expect(marker.read()).toBe("terminal-1");
});

test("a till that was removed is none", () => {
  const places = createPlaces();
  const marker = createMarker(() => places);
  marker.write("terminal-1");
  marker.clear();
  expect(marker.read()).toBeNull();
});
