import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Protection =
  /** It asks for a caller, which sends whoever is not signed in to the sign-in page. */
  | "signed_in"
  /** It holds no data of the server: what it shows comes with a credential, over the API. */
  | "shell"
  /** A handler that asks for a credential itself; the walks of its table prove it. */
  | "credential"
  /** Open to everybody, for the reason beside it. */
  | "public";

type Entry = { readonly protection: Protection; readonly why: string };

/** Every file of `app/` that answers a request; a new one is refused until it stands here. */
export const APP_SURFACE: Readonly<Record<string, Entry>> = {
  "layout.tsx": { protection: "shell", why: "the document around every page" },
  "manifest.ts": { protection: "shell", why: "names the installable app" },
  "(auth)/forgot/forgot-action.ts": { protection: "public", why: "asks for a new password" },
  "(auth)/forgot/page.tsx": { protection: "public", why: "where one asks for a new password" },
  "(auth)/invitation/[token]/accept-invitation-action.ts": {
    protection: "public",
    why: "takes up an invitation by the secret of its link",
  },
  "(auth)/invitation/[token]/page.tsx": {
    protection: "public",
    why: "names business and person to who shows the secret of a link",
  },
  "(auth)/reset/[token]/page.tsx": {
    protection: "public",
    why: "names business and person to who shows the secret of a link",
  },
  "(auth)/reset/[token]/reset-password-action.ts": {
    protection: "public",
    why: "sets a password by the secret of a link",
  },
  "(auth)/sign-in/page.tsx": { protection: "public", why: "where one signs in; names demo people" },
  "(auth)/sign-in/sign-in-action.ts": { protection: "public", why: "the sign-in itself" },
  "(office)/layout.tsx": { protection: "signed_in", why: "the office's frame, empty for nobody" },
  "(office)/office/(today)/page.tsx": { protection: "signed_in", why: "the day's figures" },
  "(office)/office/account/(security)/page.tsx": {
    protection: "signed_in",
    why: "one's own sign-ins and factors",
  },
  "(office)/office/account/second-factor/page.tsx": {
    protection: "signed_in",
    why: "sets up a second factor",
  },
  "(office)/office/settings/sign-in/page.tsx": {
    protection: "signed_in",
    why: "how people sign in",
  },
  "(office)/office/audit/page.tsx": { protection: "signed_in", why: "the audit trail" },
  "(office)/office/sales/(list)/page.tsx": { protection: "signed_in", why: "the list of sales" },
  "(office)/office/sales/[id]/page.tsx": { protection: "signed_in", why: "one sale" },
  "(office)/office/settings/layout.tsx": {
    protection: "signed_in",
    why: "the settings' frame, none for nobody",
  },
  "(office)/office/settings/(first)/page.tsx": {
    protection: "signed_in",
    why: "leads to the first section",
  },
  "(office)/office/settings/api/page.tsx": {
    protection: "signed_in",
    why: "one's own keys, and the programs of the business",
  },
  "(office)/office/settings/mail/page.tsx": {
    protection: "signed_in",
    why: "what became of letters",
  },
  "(office)/office/settings/people/page.tsx": { protection: "signed_in", why: "who works here" },
  "(office)/office/settings/roles/page.tsx": {
    protection: "signed_in",
    why: "what each role may do",
  },
  "(office)/office/settings/stores/page.tsx": { protection: "signed_in", why: "the stores" },
  "(office)/office/sync/(list)/page.tsx": { protection: "signed_in", why: "what tills sent" },
  "(office)/office/sync/[id]/(terminal)/page.tsx": {
    protection: "signed_in",
    why: "one terminal",
  },
  "(office)/office/sync/[id]/[sequence]/page.tsx": {
    protection: "signed_in",
    why: "one event that was set aside",
  },
  "(office)/office/settings/access/page.tsx": {
    protection: "signed_in",
    why: "from where and when people ask",
  },
  "(office)/office/settings/devices/page.tsx": {
    protection: "signed_in",
    why: "the devices that are tills",
  },
  "(till)/till/page.tsx": { protection: "shell", why: "opens with no network" },
  "api/auth/external/[tenant]/callback/route.ts": {
    protection: "public",
    why: "opens a session for whom another service names",
  },
  "api/auth/external/[tenant]/start/route.ts": {
    protection: "public",
    why: "leads to another service that a business signs in with",
  },
  "api/auth/[...nextauth]/route.ts": { protection: "public", why: "opens and ends sessions" },
  "api/cron/[task]/route.ts": { protection: "credential", why: "the scheduler's secret" },
  "api/health/route.ts": { protection: "public", why: "whether it serves, and its version" },
  "api/trpc/[trpc]/route.ts": { protection: "credential", why: "the procedures" },
  "api/v1/[...path]/route.ts": { protection: "credential", why: "the REST table" },
  "serwist/[path]/route.ts": { protection: "shell", why: "the till's service worker" },
};

const APP = join(process.cwd(), "app");

/** Names that Next answers requests by, or puts around every answer. */
const ANSWERS =
  /(^|\/)(page|route|layout|template|default|manifest|robots|sitemap|icon|apple-icon|opengraph-image|twitter-image)\.tsx?$/;

/** Files below `app/` that answer a request, server actions among them. */
export function listAppSurface(): string[] {
  const files = readdirSync(APP, { recursive: true, encoding: "utf8" });
  return files
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
    .filter((file) => ANSWERS.test(file) || /^["']use server["']/m.test(readAppFile(file)))
    .sort();
}

export const readAppFile = (file: string) => readFileSync(join(APP, file), "utf8");

/** Each of them begins by asking who looks at the page. */
const ASKS = /await (officeCaller|settingsCaller|findOfficeCaller)\(/;

/** By which Next would give one caller what it made for another. */
const KEEPS = /["']use cache|unstable_cache|force-static|force-cache|\brevalidate\b/;

/** What is wrong with one file, by its protection; null when it keeps to it. */
export function judgeAppFile(source: string, protection: Protection): string | null {
  const reaches = (module: string) => new RegExp(`from "(\\.\\./)+${module}`).test(source);
  if (reaches("db/")) return "reaches the database";
  if (protection === "shell") {
    return reaches("server/") ? "holds data of the server" : null;
  }
  if (KEEPS.test(source)) return "keeps what it answers";
  if (protection !== "signed_in") return null;
  if (reaches('server/(?!trpc/caller")')) return "reaches the server beside the procedures";
  return ASKS.test(source) ? null : "asks nobody who they are";
}

/** What `proxy.ts` may build its headers from. */
const PROXY_IMPORTS = new Set([
  "node:crypto",
  "next/server",
  "./app/appearance-script",
  "./server/env",
  "./server/http/page-headers",
  "./server/http/till-page-hashes",
]);

/** What is wrong with the file in front of the pages; null when it only sets headers. */
export function judgeProxy(source: string): string | null {
  const imports = [...source.matchAll(/from "([^"]+)"/g)].map(([, module]) => module ?? "");
  const foreign = imports.filter((module) => !PROXY_IMPORTS.has(module));
  if (foreign.length > 0) return `reaches ${foreign.join(", ")}`;
  if (/cookies|authorization/i.test(source)) return "asks who somebody is";
  return /redirect|rewrite|new (Next)?Response\b|Response\.json/.test(source)
    ? "answers in place of a page"
    : null;
}
