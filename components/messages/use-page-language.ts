"use client";

import { useSyncExternalStore } from "react";
import { type Language, languageOf } from "./languages";

function subscribe(): () => void {
  return () => undefined;
}

/** Language of a page outside every MessagesProvider: what `public/appearance.js` put on <html>. */
export function usePageLanguage(): Language {
  return useSyncExternalStore(
    subscribe,
    () => languageOf(document.documentElement.lang),
    () => "en",
  );
}
