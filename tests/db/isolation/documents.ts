import { z } from "zod";
import type { Route } from "../../../server/http/route";
import { REST_ROUTES } from "../../../server/http/routes";
import { decodedText, decodeEscpos } from "../../escpos/decode-escpos";
import { readPdf } from "../../pdf/read-pdf";
import { nameOf } from "./ask-route";

/** What people read in a document of each type; a new type is refused until it can be read. */
const READERS: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
  "application/json": utf8,
  "application/octet-stream": (bytes) => decodedText(decodeEscpos(bytes, COLUMNS)),
  "application/pdf": (bytes) => readPdf(bytes).text,
  "text/csv": utf8,
  "text/html": utf8,
  "text/plain": utf8,
};

/** A printer's line when nobody says how long it is. */
const COLUMNS = 42;

/** A file that leaves the server, in one of the forms that it can have. */
export type Document = {
  readonly name: string;
  readonly route: Route;
  readonly query: Readonly<Record<string, string>>;
};

/** Every route that answers a file, once for each format that its query offers. */
export function listDocuments(routes: readonly Route[] = REST_ROUTES): Document[] {
  const files = routes.filter(
    ({ response }) => "mediaType" in response && response.mediaType !== "text/event-stream",
  );
  return files.flatMap((route) => {
    const formats = formatsOf(route);
    if (formats.length === 0) return [{ name: nameOf(route), route, query: {} }];
    return formats.map((format) => ({
      name: `${nameOf(route)} as ${format}`,
      route,
      query: { format },
    }));
  });
}

function formatsOf({ query }: Route): readonly string[] {
  if (!query) return [];
  const json = z.toJSONSchema(query, { io: "input", unrepresentable: "any" });
  const format = json.properties?.["format"];
  return typeof format === "object" ? (format.enum ?? []).map(String) : [];
}

/** The text of a document, by its type. */
export function readDocument(contentType: string, bytes: Uint8Array): string {
  const type = contentType.split(";")[0] ?? "";
  const read = READERS[type];
  if (!read) throw new Error(`nobody can read ${type}`);
  return read(bytes);
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
