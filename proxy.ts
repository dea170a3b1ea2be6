import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { APPEARANCE_INTEGRITY } from "./app/appearance-script";
import { processEnv } from "./server/env";
import { isInternalHeader, pagePolicy, transportHeaders } from "./server/http/page-headers";
import { tillPageHashes } from "./server/http/till-page-hashes";

/** Pages alone: the API sets its own headers, and files need no policy. */
export const config = {
  matcher: "/((?!api/|_next/|icons/|serwist/|appearance[.]js|manifest[.]webmanifest).*)",
};

/**
 * Puts the headers around a page and takes internal ones off the request. It decides nothing
 * about who may see what: pages and procedures ask that themselves, for what stands before them
 * can be gone around.
 */
export function proxy(request: NextRequest): NextResponse {
  const policy = policyOf(request.nextUrl.pathname);
  const headers = new Headers(request.headers);
  for (const name of request.headers.keys()) if (isInternalHeader(name)) headers.delete(name);
  // The framework reads the nonce here and puts it on the scripts that it writes.
  headers.set("content-security-policy", policy);
  const answer = NextResponse.next({ request: { headers } });
  answer.headers.set("content-security-policy", policy);
  for (const [name, value] of Object.entries(transportHeaders(processEnv().appUrl))) {
    answer.headers.set(name, value);
  }
  return answer;
}

function policyOf(path: string): string {
  // biome-ignore lint/style/noProcessEnv: Next writes the value in when it builds.
  const isDevelopment = process.env.NODE_ENV === "development";
  if (/^\/till(\/|$)/.test(path)) {
    const hashes = isDevelopment ? [] : tillPageHashes();
    return pagePolicy({ nonce: null, hashes }, { isDevelopment });
  }
  const nonce = randomBytes(16).toString("base64");
  return pagePolicy({ nonce, hashes: [APPEARANCE_INTEGRITY] }, { isDevelopment });
}
