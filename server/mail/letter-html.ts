import { escapeHtml } from "./letter";
import type { MailWords } from "./mail-texts";

export type LetterFrame = {
  /** BCP 47. */
  readonly language: string;
  readonly businessName: string;
  /** Where the button leads; null where there is none. */
  readonly url: string | null;
  readonly ifButtonFails: string;
  readonly footer: string;
};

/**
 * A letter as a page: the business over one card, and who sends it under the card. Mail programs
 * know no style sheets of ours, load nothing from elsewhere and lay out by tables alone.
 */
export function layOutHtml(words: MailWords, frame: LetterFrame): string {
  const { language, businessName, url, ifButtonFails, footer } = frame;
  const parts = [
    `<h1 style="${TITLE}">${escapeHtml(words.subject)}</h1>`,
    ...[words.greeting, ...words.paragraphs].map(paragraph),
    ...(url === null ? [] : [buttonTo(url, words.action ?? "")]),
    ...words.afterwards.map(paragraph),
    ...(url === null ? [] : [plainAddress(url, ifButtonFails)]),
  ];
  const card = `<td style="${CARD}">${parts.join("")}</td>`;
  const rows = [`<td style="${HEAD}">${escapeHtml(businessName)}</td>`, card].concat(
    `<td style="${FOOT}">${escapeHtml(footer)}</td>`,
  );
  const table = rows.map((row) => `<tr>${row}</tr>`).join("");
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${escapeHtml(words.subject)}</title></head><body style="${BODY}"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="${PAGE}"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="${COLUMN}">${table}</table></td></tr></table></body></html>`;
}

const paragraph = (text: string) => `<p style="${TEXT}">${escapeHtml(text)}</p>`;

function buttonTo(url: string, action: string): string {
  return `<p style="${TEXT}"><a href="${escapeHtml(url)}" style="${BUTTON}">${escapeHtml(action)}</a></p>`;
}

function plainAddress(url: string, ifButtonFails: string): string {
  return `<p style="${ASIDE}">${escapeHtml(ifButtonFails)}<br><span style="${ADDRESS}">${escapeHtml(url)}</span></p>`;
}

const FONT = "font-family:Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const BODY = `margin:0;padding:0;background:#f5f4f1;color:#1a1814;${FONT}`;
const PAGE = "padding:24px 12px 32px";
const COLUMN = "max-width:560px;text-align:left";
const HEAD = `padding:0 4px 12px;${FONT};font-size:15px;line-height:20px;font-weight:bold`;
const CARD = `padding:28px 24px 12px;background:#ffffff;border:1px solid #e3e0d9;border-radius:12px;${FONT}`;
const TITLE = "margin:0 0 20px;font-size:22px;line-height:28px;font-weight:bold";
const TEXT = "margin:0 0 16px;font-size:16px;line-height:24px";
const BUTTON =
  "display:inline-block;padding:12px 22px;border-radius:8px;background:#1546b0;color:#ffffff;font-weight:bold;text-decoration:none";
const ASIDE =
  "margin:4px 0 16px;padding-top:16px;border-top:1px solid #e3e0d9;font-size:13px;line-height:19px;color:#514d46";
const ADDRESS = "word-break:break-all;color:#514d46";
const FOOT = `padding:14px 4px 0;${FONT};font-size:13px;line-height:18px;color:#514d46`;
