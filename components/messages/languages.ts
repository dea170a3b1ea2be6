export const LANGUAGES = ["en", "sw"] as const;

export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_COOKIE = "kaunta-language";

export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", sw: "Kiswahili" };

/** A cookie or a header may hold anything; English stands in for the unknown. */
export function languageOf(text: string | null | undefined): Language {
  return LANGUAGES.find((language) => language === text) ?? "en";
}
