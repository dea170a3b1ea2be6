import { appendFileSync } from "node:fs";
import { inject } from "vitest";

/** What there is between two tenants, each found in the code by its walk. */
export const WALKED_KINDS = [
  "tables",
  "procedures",
  "routes",
  "app files",
  "jobs",
  "letters",
  "links",
  "documents",
  "streams",
  "channels",
  "cursors",
  "memories",
] as const;

export type WalkedKind = (typeof WALKED_KINDS)[number];

/** Count what a walk went to, for the line at the end of the run. */
export function noteWalked(kind: WalkedKind, names: readonly string[]): void {
  if (names.length === 0) throw new Error(`there are no ${kind}: nothing was walked`);
  appendFileSync(inject("walkedFile"), `${JSON.stringify({ kind, names })}\n`);
}
