/** The till's page, the only one that opens with no network. */
export const TILL_PATH = "/till";

/** Tried on path and query of a navigation; the office is always asked for. */
export const TILL_PAGE = /^\/till(?:\?.*)?$/;

/** Money never comes out of a cache: what is under /api is always asked of the server [TW1]. */
export function isApi(pathname: string): boolean {
  return pathname === "/api" || pathname.startsWith("/api/");
}

/** Built files carry their content's hash in their name, so an old copy is a right copy. */
export function isBuiltFile(pathname: string): boolean {
  return pathname.startsWith("/_next/static/");
}
