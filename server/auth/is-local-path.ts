const HERE = "http://here.invalid";

/**
 * Whether a browser that follows this path stays on this origin. Judged by the address that it
 * makes of it: `//host`, `/\host` and `/<tab>/host` all leave.
 */
export function isLocalPath(path: string): boolean {
  if (!path.startsWith("/") || !URL.canParse(path, HERE)) return false;
  const { origin, pathname } = new URL(path, HERE);
  return origin === HERE && !pathname.startsWith("//");
}

/** The address that is meant where it is one of this deployment, or that of the office. */
export function addressHere(appUrl: string, meant: string): string {
  if (meant.startsWith(`${appUrl}/`)) return meant;
  return `${appUrl}${isLocalPath(meant) ? meant : "/office"}`;
}
