import { createHash } from "node:crypto";

/**
 * What may run on a page: scripts that carry this answer's nonce and what they load; or, for a
 * page that is kept and has no nonce, files of this origin and inline scripts of these hashes.
 */
export type PageScripts =
  | { readonly nonce: string; readonly hashes: readonly string[] }
  | { readonly nonce: null; readonly hashes: readonly string[] };

/** The Content-Security-Policy of a page of ours. */
export function pagePolicy(scripts: PageScripts, options: { isDevelopment: boolean }): string {
  const hashes = scripts.hashes.map((hash) => `'${hash}'`);
  const scriptSources = [
    ...(scripts.nonce === null ? ["'self'"] : [`'nonce-${scripts.nonce}'`, "'strict-dynamic'"]),
    // A development server compiles in the browser; with a hash, 'unsafe-inline' counts for nothing.
    ...(options.isDevelopment ? ["'unsafe-eval'"] : []),
    ...(options.isDevelopment && scripts.nonce === null ? ["'unsafe-inline'"] : hashes),
  ];
  return [
    "default-src 'none'",
    `script-src ${scriptSources.join(" ")}`,
    // Parts place pop-ups and draw charts by style attributes; a style runs nothing.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "media-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** What the hash of a script is called in a policy and in an `integrity` attribute. */
export function scriptHash(text: string): string {
  return `sha256-${createHash("sha256").update(text, "utf8").digest("base64")}`;
}

/** The hashes of the scripts that a page holds inline, each once. */
export function inlineScriptHashes(html: string): string[] {
  const scripts = html.matchAll(/<script(?<attributes>[^>]*)>(?<text>[\s\S]*?)<\/script>/g);
  const hashes = [...scripts]
    .filter(({ groups }) => !/\ssrc=/.test(groups?.["attributes"] ?? ""))
    .map(({ groups }) => scriptHash(groups?.["text"] ?? ""));
  return [...new Set(hashes)];
}

/** Over https, a browser is told to come by no other way for a year. */
export function transportHeaders(appUrl: string): Record<string, string> {
  if (!appUrl.startsWith("https:")) return {};
  return { "strict-transport-security": "max-age=31536000" };
}

/**
 * Headers by which the parts of the framework talk to each other. From outside they are at best
 * noise and have been a way around a check before; no page gets to see them.
 */
export function isInternalHeader(name: string): boolean {
  return /^x-(middleware|nextjs|next|invoke|matched-path|now-route)(-|$)/.test(name);
}
