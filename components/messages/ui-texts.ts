import type { Language } from "./languages";
import { uiEn } from "./ui-en";
import { uiSw } from "./ui-sw";

/** For pages that every other page carries along: the texts of no surface come with these. */
export function uiTextsFor(language: Language): typeof uiEn {
  return language === "sw" ? uiSw : uiEn;
}
