import type { Instant } from "../../core/time";
import { escapeHtml, type Letter, oneLine } from "./letter";
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
    html: layOutHtml(words, { url, footer, texts, language: isKnown ? language : "en" }),
    expiresAt: link?.expiresAt ?? null,
  };
}

function wordsOf(mail: Mail, texts: MailTexts, language: string): MailWords {
  const names = {
    personName: oneLine(mail.personName),
    businessName: oneLine(mail.businessName),
  };
  if ("url" in mail) return texts[mail.kind](names);
  const at = new Intl.DateTimeFormat(language, {
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

function layOutHtml(
  words: MailWords,
  rest: { url: string | null; footer: string; texts: MailTexts; language: string },
): string {
  const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`;
  const parts = [words.greeting, ...words.paragraphs].map(paragraph);
  if (rest.url !== null) {
    const address = escapeHtml(rest.url);
    parts.push(
      `<p><a href="${address}" style="${BUTTON}">${escapeHtml(words.action ?? "")}</a></p>`,
      ...words.afterwards.map(paragraph),
      `<p style="${SMALL}">${escapeHtml(rest.texts.ifButtonFails)}<br>${address}</p>`,
    );
  }
  parts.push(`<p style="${SMALL}">${escapeHtml(rest.footer)}</p>`);
  return `<!doctype html><html lang="${rest.language}"><head><meta charset="utf-8"><title>${escapeHtml(words.subject)}</title></head><body style="${BODY}">${parts.join("")}</body></html>`;
}

// Mail programs know no style sheets of ours; these few rules are all that a letter needs.
const BODY = "font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em;margin:2em auto";
const BUTTON =
  "display:inline-block;padding:12px 20px;border-radius:8px;background:#1f2937;color:#ffffff;text-decoration:none";
const SMALL = "font-size:13px;color:#4b5563";
