import { z } from "zod";
import { DomainError } from "../../core/errors";

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/** Phase and cursor as the streams write them: whole, within a revision, within a first download. */
const PLACE = new RegExp(`^(?:\\||at\\|${UUID}|first:\\d{1,15}\\|\\d{1,10}:${UUID})$`);
const POPULARITY_MAX = 2 ** 31 - 1;

/** A place in one stream: everything up to this row of this revision has been taken. */
const placeSchema = z
  .tuple([z.number().int(), z.string(), z.string()])
  .refine(([, phase, cursor]) => PLACE.test(`${phase}|${cursor}`))
  .refine(([, , cursor]) => !(Number(cursor.split(":")[0]) > POPULARITY_MAX));
export type Place = z.infer<typeof placeSchema>;

export const START: Place = [0, "", ""];

/** Nothing of the stream has been taken yet. */
export function isAtStart([revision, phase]: Place): boolean {
  return revision === 0 && phase === "";
}

/** The revision up to which removals have been heard; a first download's is where it began. */
export function takenThrough([revision, phase]: Place): number {
  return phase.startsWith("first:") ? Number(phase.slice("first:".length)) : revision;
}

const tokenSchema = z.object({
  v: z.literal(1),
  incarnation: z.uuid(),
  storeId: z.uuid(),
  catalog: placeSchema,
  config: placeSchema,
  stock: placeSchema,
  /** Left out by tokens from before these, and where a till that does not know them left them. */
  rules: placeSchema.default(() => START),
  customers: placeSchema.default(() => START),
  held: placeSchema.default(() => START),
  keys: placeSchema.default(() => START),
});

/**
 * Where a device stands in the change streams. It names rows of the device's own tenant and is
 * checked against them, so a made-up one can only make its maker download again.
 */
export type SyncToken = z.infer<typeof tokenSchema>;

/** A token that has taken nothing. */
export function startToken(incarnation: string, storeId: string): SyncToken {
  return {
    v: 1,
    incarnation,
    storeId,
    catalog: START,
    config: START,
    stock: START,
    rules: START,
    customers: START,
    held: START,
    keys: START,
  };
}

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
