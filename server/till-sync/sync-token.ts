import { z } from "zod";
import { DomainError } from "../../core/errors";

/** A place in one stream: everything up to this row of this revision has been taken. */
const placeSchema = z.tuple([z.number().int(), z.string(), z.string()]);
export type Place = z.infer<typeof placeSchema>;

const tokenSchema = z.object({
  v: z.literal(1),
  incarnation: z.uuid(),
  storeId: z.uuid(),
  catalog: placeSchema,
  config: placeSchema,
  stock: placeSchema,
});

/**
 * Where a device stands in the change streams. It names rows of the device's own tenant and is
 * checked against them, so a made-up one can only make its maker download again.
 */
export type SyncToken = z.infer<typeof tokenSchema>;

export const START: Place = [0, "", ""];

export function formatSyncToken(token: SyncToken): string {
  return Buffer.from(JSON.stringify(token)).toString("base64url");
}

/** @throws DomainError page_cursor_invalid */
export function parseSyncToken(text: string): SyncToken {
  try {
    return tokenSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    throw new DomainError("page_cursor_invalid");
  }
}
