import { transportHeaders } from "./page-headers";

/** On every answer of the API: data for a program, which no page runs, frames or keeps. */
const HEADERS = {
  "cache-control": "private, no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
  "cross-origin-resource-policy": "same-origin",
};

const POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Set what every answer of the API carries; a document keeps the policy that it brings. */
export function setApiHeaders(headers: Headers, appUrl: string): void {
  const all = { ...HEADERS, ...transportHeaders(appUrl) };
  for (const [name, value] of Object.entries(all)) {
    // To the letter of OAuth's RFC, for clients that compare it.
    if (headers.get(name) !== "no-store") headers.set(name, value);
  }
  if (!headers.has("content-security-policy")) headers.set("content-security-policy", POLICY);
}
