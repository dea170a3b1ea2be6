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
