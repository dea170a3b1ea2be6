import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { isPermission, type Permission } from "../../core/access/permissions";
import type { Runtime } from "../context";
import { deriveKey } from "./derive-key";
import { createTokenMemory } from "./token-memory";

/** Longest life of an access token. */
export const ACCESS_TOKEN_SECONDS = 900;

const ALGORITHM = "HS256";
const PURPOSE = "access-token";

const claimsSchema = z.object({
  sub: z.uuid(),
  sid: z.uuid(),
  tenantId: z.uuid(),
  scope: z.string().optional(),
  exp: z.number(),
});

/** Which session of which person; whether it still stands is asked of the database each time. */
export type SessionClaims = {
  userId: string;
  sessionId: string;
  tenantId: string;
  /** What this token may do at most; left out, all that its session may. */
  scopes?: readonly Permission[];
};

type Signer = Pick<Runtime, "authSecret" | "now">;

export function issueAccessToken(runtime: Signer, claims: SessionClaims): Promise<string> {
  const issuedAt = Math.floor(runtime.now() / 1000);
  const { sessionId: sid, tenantId, scopes } = claims;
  return new SignJWT({ sid, tenantId, ...(scopes && { scope: scopes.join(" ") }) })
    .setProtectedHeader({ alg: ALGORITHM, typ: "JWT" })
    .setSubject(claims.userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
    .sign(deriveKey(runtime.authSecret, PURPOSE));
}

type Signed = { readonly claims: SessionClaims; readonly expiresAtMs: number };

const signedTokens = createTokenMemory<Signed>();

/** Null when it is not ours, altered or expired. */
export async function readAccessToken(
  runtime: Signer,
  token: string,
): Promise<SessionClaims | null> {
  const { authSecret } = runtime;
  const nowMs = runtime.now();
  const signed = await signedTokens.read({ text: token, authSecret, nowMs }, () =>
    verifyToken(runtime, token),
  );
  return signed?.claims ?? null;
}

async function verifyToken(runtime: Signer, token: string): Promise<Signed | null> {
  const verified = await jwtVerify(token, deriveKey(runtime.authSecret, PURPOSE), {
    algorithms: [ALGORITHM],
    requiredClaims: ["exp"],
    currentDate: new Date(runtime.now()),
  }).catch(() => null);
  const claims = claimsSchema.safeParse(verified?.payload);
  if (!claims.success) return null;
  const { sub, sid, tenantId, scope, exp } = claims.data;
  const scopes = scope?.split(" ").filter(isPermission);
  return {
    claims: { userId: sub, sessionId: sid, tenantId, ...(scopes && { scopes }) },
    expiresAtMs: exp * 1_000,
  };
}
