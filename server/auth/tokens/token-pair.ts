import { randomBytes } from "node:crypto";
import type { Permission } from "../../../core/access/permissions";
import type { Runtime } from "../../context";
import { ACCESS_TOKEN_SECONDS, issueAccessToken, type SessionClaims } from "../access-token";
import { hashSecret } from "../device-token";
import { formatRefreshToken } from "../refresh-token";

/** What a refresh token is worth: 256 random bits, of which the session keeps the hash. */
export type RefreshSecret = { readonly secret: string; readonly hash: string };

export function newRefreshSecret(): RefreshSecret {
  const secret = randomBytes(32).toString("base64url");
  return { secret, hash: hashSecret(secret) };
}

export type TokenPair = {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
};

/**
 * The two tokens of a session: a short one that opens, and one that fetches the next pair.
 *
 * @param scopes what the short one may do at most; left out, all that the session may.
 */
export async function tokenPairOf(
  runtime: Pick<Runtime, "authSecret" | "now">,
  session: Omit<SessionClaims, "scopes"> & { readonly secret: string },
  scopes?: readonly Permission[],
): Promise<TokenPair> {
  const { tenantId, userId, sessionId, secret } = session;
  const claims = { tenantId, userId, sessionId, ...(scopes && { scopes }) };
  return {
    accessToken: await issueAccessToken(runtime, claims),
    refreshToken: formatRefreshToken(runtime.authSecret, { tenantId, sessionId, secret }),
    expiresInSeconds: ACCESS_TOKEN_SECONDS,
  };
}
