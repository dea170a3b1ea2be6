import { errorsEn } from "./errors-en";
import { errorsSw } from "./errors-sw";
import { officeEn } from "./office-en";
import { officeSw } from "./office-sw";
import { signInEn } from "./sign-in-en";
import { signInSw } from "./sign-in-sw";
import { tillCounterEn } from "./till-counter-en";
import { tillCounterSw } from "./till-counter-sw";
import { tillEn } from "./till-en";
import { tillPayEn } from "./till-pay-en";
import { tillPaySw } from "./till-pay-sw";
import { tillSw } from "./till-sw";
import { uiEn } from "./ui-en";
import { uiSw } from "./ui-sw";

export const LANGUAGES = ["en", "sw"] as const;

export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_COOKIE = "kaunta-language";

export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", sw: "Kiswahili" };

const en = {
  ui: uiEn,
  till: tillEn,
  tillCounter: tillCounterEn,
  tillPay: tillPayEn,
  office: officeEn,
  errors: errorsEn,
  signIn: signInEn,
};

export type Messages = typeof en;

const MESSAGES: Record<Language, Messages> = {
  en,
  sw: {
    ui: uiSw,
    till: tillSw,
    tillCounter: tillCounterSw,
    tillPay: tillPaySw,
    office: officeSw,
    errors: errorsSw,
    signIn: signInSw,
  },
};

/** For server components; in client components use `useMessages`. */
export function messagesFor(language: Language): Messages {
  return MESSAGES[language];
}

/** A cookie or a header may hold anything; English stands in for the unknown. */
export function languageOf(text: string | null | undefined): Language {
  return LANGUAGES.find((language) => language === text) ?? "en";
}
