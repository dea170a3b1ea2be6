"use client";

import { LANGUAGE_NAMES, LANGUAGES } from "../messages/languages";
import { useLanguage } from "../messages/use-messages";
import { TillButton } from "./till-button";
import { chooseTillLanguage } from "./use-till-language";

/** The other languages, each in its own name. */
export function LanguageKeys() {
  const language = useLanguage();
  return LANGUAGES.filter((candidate) => candidate !== language).map((candidate) => (
    <TillButton
      key={candidate}
      kind="quiet"
      size="till"
      lang={candidate}
      className="!text-accent-text px-3"
      onPress={() => chooseTillLanguage(candidate)}
    >
      {LANGUAGE_NAMES[candidate]}
    </TillButton>
  ));
}
