import { inflateSync } from "node:zlib";

export type ReadPdf = {
  /** Text of all pages in the order in which it is drawn, without white space. */
  text: string;
  title: string;
  /** Width and height of each page in points. */
  pages: { width: number; height: number }[];
  /** Every colour that anything is painted with. */
  colours: Set<string>;
};

/** Reads a PDF as a reader does: objects, compressed streams, and each font's map to Unicode. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const source = Buffer.from(bytes).toString("latin1");
  if (!source.startsWith("%PDF-") || !source.trimEnd().endsWith("%%EOF")) {
    throw new Error("not a whole PDF");
  }
  const objects = new Map<string, string>();
  for (const [, id = "", body = ""] of source.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    objects.set(id, body);
  }
  const fonts = fontMaps(objects);
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\n/.test(body));
  const content = pages.map((page) => streamOf(objects, idAfter("Contents", page))).join("\n");
  return {
    text: drawnText(content, fonts).replace(/\s+/g, ""),
    title: titleOf(objects),
    pages: pages.map(boxOf),
    colours: new Set(content.match(/[\d. ]+ (?:scn|SCN|rg|RG|g|G)$/gm) ?? []),
  };
}

function idAfter(name: string, body: string): string {
  const id = new RegExp(`/${name} (\\d+) 0 R`).exec(body)?.[1];
  if (id === undefined) throw new Error(`no ${name}`);
  return id;
}

function streamOf(objects: ReadonlyMap<string, string>, id: string): string {
  const body = objects.get(id) ?? "";
  const raw = /stream\n([\s\S]*)\nendstream/.exec(body)?.[1];
  if (raw === undefined) throw new Error(`object ${id} has no stream`);
  const bytes = Buffer.from(raw, "latin1");
  return (body.includes("/FlateDecode") ? inflateSync(bytes) : bytes).toString("latin1");
}

type FontMap = ReadonlyMap<number, string>;

function fontMaps(objects: ReadonlyMap<string, string>): Map<string, FontMap> {
  const fonts = new Map<string, FontMap>();
  for (const body of objects.values()) {
    for (const [, name = "", id = ""] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const font = objects.get(id) ?? "";
      if (font.includes("/ToUnicode")) {
        fonts.set(name, unicodeMap(streamOf(objects, idAfter("ToUnicode", font))));
      }
    }
  }
  return fonts;
}

function unicodeMap(cmap: string): FontMap {
  const map = new Map<number, string>();
  for (const [, first = "", list = ""] of cmap.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g)) {
    const start = Number.parseInt(first, 16);
    [...list.matchAll(/<([\w ]*)>/g)].forEach(([, code = ""], index) => {
      const units = code.replaceAll(" ", "").match(/.{4}/g) ?? [];
      const text = String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
      map.set(start + index, text);
    });
  }
  return map;
}

function drawnText(content: string, fonts: ReadonlyMap<string, FontMap>): string {
  let font: FontMap | undefined;
  let text = "";
  for (const [, name, shown = ""] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name);
    else if (font) text += shownText(shown, font);
    else throw new Error("text in a font that cannot be read");
  }
  return text;
}

function shownText(shown: string, font: FontMap): string {
  const codes = [...shown.matchAll(/<(\w+)>/g)].flatMap(([, hex = ""]) => hex.match(/.{4}/g) ?? []);
  return codes.map((code) => font.get(Number.parseInt(code, 16)) ?? "\ufffd").join("");
}

function titleOf(objects: ReadonlyMap<string, string>): string {
  const info = [...objects.values()].find((body) => /\/Title \d+ 0 R/.test(body)) ?? "";
  return /^\(([^)]*)\)$/.exec(objects.get(idAfter("Title", info)) ?? "")?.[1] ?? "";
}

function boxOf(page: string): { width: number; height: number } {
  const [, width = "0", height = "0"] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(page) ?? [];
  return { width: Number(width), height: Number(height) };
}
