import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inlineScriptHashes } from "./page-headers";

/** Where the build leaves the page that a till keeps. */
const TILL_PAGE = [".next", "server", "app", "till.html"] as const;

let known: readonly string[] | null = null;

/**
 * The hashes of the inline scripts in the built page of the till, read once a process. They come
 * from the page itself, so they cannot differ from what a service worker has kept with it.
 */
export function tillPageHashes(): readonly string[] {
  known ??= inlineScriptHashes(
    readFileSync(join(/* turbopackIgnore: true */ process.cwd(), ...TILL_PAGE), "utf8"),
  );
  return known;
}
