import { graphemesOf } from "./display-width";

/** The upper halves of the two code pages that nearly every ESC/POS printer carries. */
const CP858 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";
const CP852 =
  "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0";

const CP858_SET = new Set(CP858);
const CP852_SET = new Set(CP852);

export type PrinterCodePage = "cp858" | "cp852";

const PLAINER: Readonly<Record<string, string>> = {
  "\u2212": "-",
  "\u2010": "-",
  "\u2011": "-",
  "\u2013": "-",
  "\u2014": "-",
  "\u2018": "'",
  "\u2019": "'",
  "\u201a": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u201e": '"',
  "\u2022": "*",
  "\u2026": "...",
  "\u2122": "(TM)",
  "\u0152": "OE",
  "\u0153": "oe",
  "\u00a0": " ",
  "\u00ad": "",
  "\u202f": " ",
};

/**
 * What an ESC/POS printer can print of a text [RC4]: typographic signs become their plain twins, a
 * letter whose accent the printer lacks loses the accent, everything else it lacks becomes "?".
 */
export function toPrinterText(text: string): string {
  if (isAscii(text)) return text;
  return graphemesOf(text.normalize("NFC")).map(printerGrapheme).join("");
}

function printerGrapheme(grapheme: string): string {
  if (isAscii(grapheme)) return grapheme;
  const plain = PLAINER[grapheme];
  if (plain !== undefined) return plain;
  if (pageOf(grapheme) !== null) return grapheme;
  const base = grapheme.normalize("NFD").replace(/\p{M}/gu, "");
  return /^[A-Za-z]$/.test(base) ? base : "?";
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function pageOf(character: string): PrinterCodePage | null {
  if (CP858_SET.has(character)) return "cp858";
  return CP852_SET.has(character) ? "cp852" : null;
}

/** A printable text in runs of one code page each; plain ASCII needs none of its own. */
export function codePageRuns(text: string): { text: string; page: PrinterCodePage }[] {
  const runs: { text: string; page: PrinterCodePage }[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    const isFree = isAscii(character);
    const page = isFree ? (last?.page ?? "cp858") : (pageOf(character) ?? "cp858");
    if (last && last.page === page) last.text += character;
    else runs.push({ text: character, page });
  }
  return runs;
}
