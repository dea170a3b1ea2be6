import type { Instant } from "../../core/time";
import { type Letter, oneLine } from "./letter";
import { layOutHtml } from "./letter-html";
import type { AlertKind, MailTexts, MailWords } from "./mail-texts";
import { mailTextsEn } from "./mail-texts-en";
import { mailTextsSw } from "./mail-texts-sw";

/** What there is to tell somebody; names are as people wrote them. */
export type Mail = {
  readonly personName: string;
  readonly businessName: string;
} & (
  | {
      readonly kind: "invitation" | "password_reset";
      readonly url: string;
      readonly expiresAt: Instant;
    }
  | {
      readonly kind: AlertKind;
      readonly at: Instant;
      /** In one line, and nothing secret; empty where there is nothing to name. */
      readonly what: string;
    }
);

const TEXTS: Readonly<Record<string, MailTexts>> = { en: mailTextsEn, sw: mailTextsSw };

/** Say it in a language; an unknown one is English. */
export function composeLetter(mail: Mail, language: string): Letter {
  const isKnown = Object.hasOwn(TEXTS, language);
  const texts = (isKnown ? TEXTS[language] : undefined) ?? mailTextsEn;
  const words = wordsOf(mail, texts, isKnown ? language : "en");
  const link = "url" in mail ? mail : null;
  const url = link?.url ?? null;
  const footer = texts.sentBy(oneLine(mail.businessName));
  return {
    subject: oneLine(words.subject),
    text: layOutText(words, { url, footer }),
    html: layOutHtml(words, {
      language: isKnown ? language : "en",
      businessName: oneLine(mail.businessName),
      url,
      ifButtonFails: texts.ifButtonFails,
      footer,
    }),
    expiresAt: link?.expiresAt ?? null,
  };
}

function wordsOf(mail: Mail, texts: MailTexts, language: string): MailWords {
  const names = {
    personName: oneLine(mail.personName),
    businessName: oneLine(mail.businessName),
  };
  if ("url" in mail) return texts[mail.kind](names);
  const at = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  }).format(mail.at);
  const words = texts.alerts[mail.kind]({ ...names, at: `${at} UTC`, what: oneLine(mail.what) });
  return { ...words, greeting: texts.greeting(names.personName), action: null, afterwards: [] };
}

function layOutText(words: MailWords, rest: { url: string | null; footer: string }): string {
  const link = rest.url === null ? [] : [`${words.action}:\n${rest.url}`];
  const parts = [words.greeting, ...words.paragraphs, ...link, ...words.afterwards];
  return `${[...parts, `-- \n${rest.footer}`].join("\n\n")}\n`;
}
