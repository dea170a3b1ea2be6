import type { z } from "zod";
import { DomainError } from "../core/errors";

/** Where the next page of a list begins, as clients carry it: opaque, and of no secret. */
export function formatCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** @throws DomainError page_cursor_invalid */
export function parseCursor<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    throw new DomainError("page_cursor_invalid");
  }
}
