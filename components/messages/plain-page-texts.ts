import type { Language } from "./languages";
import { plainPageEn } from "./plain-page-en";
import { plainPageSw } from "./plain-page-sw";

/** For pages that every other page carries along: no more texts come with these than they show. */
export function plainPageTextsFor(language: Language): typeof plainPageEn {
  return language === "sw" ? plainPageSw : plainPageEn;
}
