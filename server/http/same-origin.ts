/**
 * Whether a request that carries a cookie was sent by a page of ours. Browsers say where a
 * request comes from; one that says nothing is not believed.
 */
export function isSameOrigin(headers: Headers, appUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = headers.get("origin");
  if (origin === null) return site === "same-origin";
  if (origin === appUrl) return true;
  // Never by what a forwarding header says: behind a proxy that changes it, APP_URL counts.
  return URL.canParse(origin) && new URL(origin).host === headers.get("host");
}
