"use client";

import { useSyncExternalStore } from "react";
import { LANGUAGE_COOKIE, LANGUAGES, type Language } from "../messages/languages";

const CHANGED = "kaunta-language";
const YEAR_SECONDS = 31_536_000;

function subscribe(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange);
  return () => window.removeEventListener(CHANGED, onChange);
}

/** Null where none was chosen, and on the server. */
export function readTillLanguage(): Language | null {
  if (typeof document === "undefined") {
    return null;
  }
  const pair = document.cookie.split("; ").find((part) => part.startsWith(`${LANGUAGE_COOKIE}=`));
  const value = pair?.slice(LANGUAGE_COOKIE.length + 1);
  return LANGUAGES.find((language) => language === value) ?? null;
}

/** What this device was set to; null leaves it to the store. */
export function useTillLanguage(): Language | null {
  return useSyncExternalStore<Language | null>(subscribe, readTillLanguage, () => null);
}

/** Kept in the cookie that the office reads too. */
export function chooseTillLanguage(language: Language): void {
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not in every browser that sells.
  document.cookie = `${LANGUAGE_COOKIE}=${language}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  window.dispatchEvent(new Event(CHANGED));
}
