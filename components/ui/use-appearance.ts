"use client";

import { useCallback, useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";
export type Contrast = "system" | "more";

const THEME_KEY = "kaunta-theme";
const CONTRAST_KEY = "kaunta-contrast";
const CHANGED = "kaunta-appearance";

function subscribe(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange);
  return () => window.removeEventListener(CHANGED, onChange);
}

function readTheme(): Theme {
  const theme = document.documentElement.dataset["theme"];
  return theme === "light" || theme === "dark" ? theme : "system";
}

function readContrast(): Contrast {
  return document.documentElement.dataset["contrast"] === "more" ? "more" : "system";
}

function write(attribute: "theme" | "contrast", key: string, value: string): void {
  const root = document.documentElement;
  if (value === "system") {
    delete root.dataset[attribute];
  } else {
    root.dataset[attribute] = value;
  }
  try {
    if (value === "system") {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, value);
    }
  } catch {
    // Without storage the choice lasts until the page is left.
  }
  window.dispatchEvent(new Event(CHANGED));
}

/** Theme and contrast of this device; `public/appearance.js` restores them before the first paint. */
export function useAppearance() {
  const theme = useSyncExternalStore<Theme>(subscribe, readTheme, () => "system");
  const contrast = useSyncExternalStore<Contrast>(subscribe, readContrast, () => "system");
  const setTheme = useCallback((value: Theme) => write("theme", THEME_KEY, value), []);
  const setContrast = useCallback((value: Contrast) => write("contrast", CONTRAST_KEY, value), []);
  return { theme, setTheme, contrast, setContrast };
}
