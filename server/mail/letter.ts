import { z } from "zod";

/** A letter as it is sent: everything that a person wrote is escaped in `html` already. */
export const letterSchema = z.strictObject({
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  /** After this it would say what is no longer so; null when it stays true. */
  expiresAt: z.int().nullable(),
});

export type Letter = z.infer<typeof letterSchema>;

const LINE_LENGTH_MAX = 200;

/**
 * A value within one line: what could begin another line, or a header, becomes a blank; so does
 * what would make the rest of the line run the other way.
 */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Z}\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .trim()
    .slice(0, LINE_LENGTH_MAX);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A value as text of an HTML page, also within a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
