import { join } from "node:path";
import { Font } from "@react-pdf/renderer";
import { graphemesOf } from "../../core/receipt/display-width";

const FILES = join(process.cwd(), "node_modules", "@fontsource", "inter", "files");

/** One family each, because a web font comes as one file a script; missing letters try the next. */
const SUBSETS = ["latin", "latin-ext", "vietnamese", "greek", "cyrillic"] as const;
const WEIGHTS = [400, 600, 700] as const;

export const RECEIPT_FONTS = SUBSETS.map((subset) => `Inter ${subset}`);

const WORD_MAX = 20;

/** The empty parts let a word that no line holds break anywhere, without a hyphen. */
function breakWord(word: string): string[] {
  if (word.length <= WORD_MAX) return [word];
  return graphemesOf(word).flatMap((grapheme) => [grapheme, ""]);
}

/** Latin, Greek, Cyrillic, general punctuation and currency signs, as the subsets hold them. */
const PRINTABLE_RANGES = [
  [0x20, 0x7e],
  [0xa0, 0x2af],
  [0x300, 0x304],
  [0x308, 0x309],
  [0x384, 0x45f],
  [0x1e00, 0x1eff],
  [0x2010, 0x2026],
  [0x2030, 0x203a],
  [0x20a0, 0x20bf],
  [0x2122, 0x2122],
  [0x2212, 0x2212],
] as const;

/** A text with "?" for what no registered font draws, so that the lack is seen. */
export function toPdfText(text: string): string {
  return graphemesOf(text)
    .map((grapheme) => (Array.from(grapheme).every(isPrintable) ? grapheme : "?"))
    .join("");
}

function isPrintable(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return PRINTABLE_RANGES.some(([first, last]) => code >= first && code <= last);
}

let ready: Promise<void> | null = null;

/** Make Inter known to the PDF renderer; the first call of a process does it. */
export function loadReceiptFonts(): Promise<void> {
  ready ??= load();
  return ready;
}

async function load(): Promise<void> {
  Font.registerHyphenationCallback(breakWord);
  for (const subset of SUBSETS) {
    Font.register({
      family: `Inter ${subset}`,
      fonts: WEIGHTS.map((weight) => ({
        src: join(FILES, `inter-${subset}-${weight}-normal.woff`),
        fontWeight: weight,
      })),
    });
  }
  const faces = RECEIPT_FONTS.flatMap((fontFamily) =>
    WEIGHTS.map((fontWeight) => ({ fontFamily, fontWeight })),
  );
  for (const face of faces) await nameGlyphs(face);
}

type Face = {
  readonly characterSet: readonly number[];
  glyphForCodePoint(codePoint: number): unknown;
  layout(text: string, features: Record<string, boolean>): unknown;
};

/**
 * The font library keeps each glyph as it first met it. Met as a part of another glyph, it has no
 * character, and every later document loses the letter: so all meet their characters first.
 */
async function nameGlyphs(face: { fontFamily: string; fontWeight: number }): Promise<void> {
  await Font.load(face);
  // The renderer types its fonts loosely; a loaded web font is always one of these.
  const font = Font.getFont(face)?.data as Face | null | undefined;
  if (!font) throw new Error(`no font ${face.fontFamily} ${face.fontWeight}`);
  const rare = font.characterSet.filter((codePoint) => !isPunctuation(codePoint));
  const codePoints = [...font.characterSet.filter(isPunctuation), ...rare];
  for (const codePoint of codePoints) font.glyphForCodePoint(codePoint);
  font.layout("0123456789.,-\u2212£€$", { tnum: true });
  font.layout("0123456789abcdefABCDEF-", { zero: true });
}

/** A glyph shared by two characters takes the name of the first: the everyday one. */
function isPunctuation(codePoint: number): boolean {
  return codePoint < 0x100 || (codePoint >= 0x2010 && codePoint <= 0x2026);
}
