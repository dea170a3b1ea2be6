"use client";

import { useEffect, useState } from "react";
import { errorsEn } from "../messages/errors-en";
import type { Language } from "../messages/languages";
import type { TillTexts } from "../messages/messages";
import { tillEn } from "../messages/till-en";
import { uiEn } from "../messages/ui-en";

type GateTexts = Pick<TillTexts, "ui" | "till" | "errors">;

/** Of English only what is said before the sale; `SellTexts` has the rest. */
const ENGLISH: GateTexts = { ui: uiEn, till: tillEn, errors: errorsEn };

const LOADS: Readonly<Record<Exclude<Language, "en">, () => Promise<TillTexts>>> = {
  sw: () => import("./till-texts-sw").then(({ TILL_TEXTS_SW }) => TILL_TEXTS_SW),
};

const loaded = new Map<Language, GateTexts>([["en", ENGLISH]]);

/** Fetch a language's texts once; the service worker keeps them for the days without network. */
export async function loadTillTexts(language: Language): Promise<void> {
  if (language !== "en" && !loaded.has(language)) loaded.set(language, await LOADS[language]());
}

export type ShownTexts = { readonly language: Language; readonly texts: GateTexts };

/** The texts of a language; English until they are here, as in the page that was built ahead. */
export function useTillTexts(language: Language): ShownTexts {
  const [, noteLoaded] = useState<Language>("en");
  const texts = loaded.get(language);
  const isMissing = texts === undefined;
  useEffect(() => {
    if (!isMissing) {
      return;
    }
    loadTillTexts(language)
      .then(() => noteLoaded(language))
      .catch((error: unknown) => console.warn("The till's texts did not come.", error));
  }, [language, isMissing]);
  return texts ? { language, texts } : { language: "en", texts: ENGLISH };
}
