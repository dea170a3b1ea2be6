import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What a serving process keeps from one request to the next, and why nobody hears in it of another
 * tenant; a new one is refused until it stands here.
 */
export const MEMORIES: Readonly<Record<string, string>> = {
  "server/audit.ts notedBy": "by transaction, which is within one tenant, and gone with it",
  "server/auth/access-token.ts signedTokens": "by the whole token, which names its tenant",
  "server/auth/oidc/issuer.ts PUBLIC_REACH": "never written to",
  "server/auth/server-key.ts keys": "by the tenant, hashed with the secret",
  "server/auth/session-cookie.ts sealedCookies": "by the whole cookie, which names its tenant",
  "server/catalog/load-selling-rules.ts cache": "by the tenant",
  "server/hear-notifications.ts hubs": "by topics, which begin with the tenant",
  "server/http/till-page-hashes.ts known": "of the built page, the same for all",
  "server/jobs/apply-overdue.ts lookedAt": "by the tenant",
  "server/receipts/receipt-fonts.ts ready": "that fonts are there",
  "server/till-sync/backlog-turns.ts running": "a number",
  "server/till-sync/backlog-turns.ts waiting": "whose turn is next, and nothing of what for",
  "server/trpc/caller.ts pageContext": "of one rendering, which is one person's",
  "db/insert-rows.ts inserts": "by the table, the words of its statement",
  "core/sync/canonical.ts hash": "how a hash is computed here",
  "core/sync/canonical.ts knownShapes": "names of fields, and in which order they are written",
  "core/sync/canonical.ts shapes": "a number",
  "core/sync/envelope.ts intactTexts": "by the envelope itself, and gone with it",
  "core/time.ts formatters": "by time zone",
  "core/time.ts knownTimes": "by instant and time zone",
  "components/money/format-money.ts formatters": "by language and currency",
  "components/money/quantity-text.tsx formatters": "by language",
  "components/office/format-office.ts formatters": "by language and time zone",
  "components/office/settings/people/invite-dialog.tsx NO_PROBLEMS": "never written to",
  "components/office/settings/people/person-dialog.tsx NO_PROBLEMS": "never written to",
};

/** Files that reach the file system while the server runs, and for what. */
export const FILE_USERS: Readonly<Record<string, string>> = {
  "server/http/till-page-hashes.ts": "reads the till's page as it was built",
};

/** Where code stands that answers requests; the till's parts run in a browser of one tenant's. */
const SERVING = ["server", "db", "core", "app", "components"];
const ELSEWHERE = /\.test\.|^components\/till\/|^db\/(seed|migrate|backfill)/;

type Source = { readonly file: string; readonly text: string };

export function servingSources(): Source[] {
  return SERVING.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
      .filter((file) => /\.tsx?$/.test(file) && !ELSEWHERE.test(file))
      .map((file) => ({ file, text: readFileSync(join(process.cwd(), file), "utf8") })),
  );
}

/** A variable of a module, a collection that begins empty, or a function whose answers are kept. */
const KEPT = [
  /^(?:export )?let (\w+)/gm,
  /^(?:export )?const (\w+)[^\n=]*= new (?:Weak)?(?:Map|Set)(?:<[^\n]*>)?\(\);/gm,
  /^(?:export )?const (\w+)[^\n]*? = (?:\[\]|\{\});/gm,
  /^(?:export )?const (\w+)[^\n=]*= create(?!Context)\w+(?:<[^\n]*>)?\(/gm,
  /^(?:export )?const (\w+)[^\n=]*= (?:unstable_)?cache\(/gm,
];

export function listMemories(sources: readonly Source[] = servingSources()): string[] {
  return sources.flatMap(({ file, text }) =>
    KEPT.flatMap((kept) => Array.from(text.matchAll(kept), ([, name]) => `${file} ${name}`)),
  );
}

export function listFileUsers(sources: readonly Source[] = servingSources()): string[] {
  return sources.filter(({ text }) => /from "(node:)?fs/.test(text)).map(({ file }) => file);
}
