"use client";

import { useSyncExternalStore } from "react";

/** "phone" keeps the cart in a drawer; the others show catalogue and cart side by side. */
export type TillLayout = "phone" | "tablet" | "desktop";

const TABLET = "(min-width: 45rem)";
const DESKTOP = "(min-width: 64rem)";

function subscribe(onChange: () => void): () => void {
  const lists = [window.matchMedia(TABLET), window.matchMedia(DESKTOP)];
  for (const list of lists) {
    list.addEventListener("change", onChange);
  }
  return () => {
    for (const list of lists) {
      list.removeEventListener("change", onChange);
    }
  };
}

function read(): TillLayout {
  if (window.matchMedia(DESKTOP).matches) {
    return "desktop";
  }
  return window.matchMedia(TABLET).matches ? "tablet" : "phone";
}

export function useLayout(): TillLayout {
  return useSyncExternalStore<TillLayout>(subscribe, read, () => "desktop");
}
