import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import type { Runtime } from "../context";
import type { SessionClaims } from "./access-token";
import { createTokenMemory } from "./token-memory";

const claimsSchema = z.object({
  sub: z.uuid(),
  sid: z.uuid(),
  tenantId: z.uuid(),
  exp: z.number(),
});

/** As long as any business lets a session last; whether it still stands is asked of its row. */
export const SESSION_COOKIE_SECONDS = 90 * 86_400;

/** The cookie of a signed-in person; over HTTPS it is bound to this host. */
export function sessionCookie(appUrl: string): { name: string; isSecure: boolean } {
  const isSecure = appUrl.startsWith("https:");
  return { name: isSecure ? "__Host-kaunta-session" : "kaunta-session", isSecure };
}

type Sealed = { readonly claims: SessionClaims; readonly expiresAtMs: number };

const sealedCookies = createTokenMemory<Sealed>();

/** Which session the cookie of a request names; null when there is none that we made. */
export async function readSessionCookie(
  runtime: Pick<Runtime, "appUrl" | "authSecret" | "now">,
  headers: Headers,
): Promise<SessionClaims | null> {
  const { authSecret, appUrl } = runtime;
  const { name } = sessionCookie(appUrl);
  const text = cookieOf(headers, name);
  if (text === null) return null;
  const nowMs = runtime.now();
  const sealed = await sealedCookies.read({ text, authSecret, nowMs }, () =>
    openCookie({ token: text, secret: authSecret, salt: name }),
  );
  return sealed?.claims ?? null;
}

async function openCookie(sealed: Parameters<typeof decode>[0]): Promise<Sealed | null> {
  const decoded = await decode(sealed).catch(() => null);
  const claims = claimsSchema.safeParse(decoded);
  if (!claims.success) return null;
  const { sub, sid, tenantId, exp } = claims.data;
  return { claims: { userId: sub, sessionId: sid, tenantId }, expiresAtMs: exp * 1_000 };
}

/** The header that gives a browser its session, in the form that the sign-in form gives it too. */
export async function issueSessionCookie(
  runtime: Pick<Runtime, "appUrl" | "authSecret">,
  claims: SessionClaims,
): Promise<string> {
  const { name, isSecure } = sessionCookie(runtime.appUrl);
  const { userId: sub, sessionId: sid, tenantId } = claims;
  const token = await encode({
    secret: runtime.authSecret,
    salt: name,
    maxAge: SESSION_COOKIE_SECONDS,
    token: { sub, sid, tenantId },
  });
  return `${name}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${SESSION_COOKIE_SECONDS}${isSecure ? "; Secure" : ""}`;
}

/** The header that makes a browser forget its session. */
export function expiredSessionCookie(appUrl: string): string {
  const { name, isSecure } = sessionCookie(appUrl);
  return `${name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${isSecure ? "; Secure" : ""}`;
}

/** The value of a cookie that a request carries; null when it carries none. */
export function cookieOf(headers: Headers, name: string): string | null {
  for (const pair of (headers.get("cookie") ?? "").split(";")) {
    const separator = pair.indexOf("=");
    if (separator > 0 && pair.slice(0, separator).trim() === name) {
      return pair.slice(separator + 1).trim();
    }
  }
  return null;
}
