import { createHmac, timingSafeEqual } from "node:crypto";
import { formatBearer, parseBearer } from "./bearer-form";
import { deriveKey } from "./derive-key";

const PREFIX = "kr_";
const PURPOSE = "refresh-token";
const SEAL_LENGTH = 22;

export type RefreshToken = { tenantId: string; sessionId: string; secret: string };

/** The ids are sealed, so that a forged token is refused before any tenant is asked. */
export function formatRefreshToken(authSecret: string, token: RefreshToken): string {
  const sealed = `${token.secret}${sealOf(authSecret, token)}`;
  return formatBearer(PREFIX, {
    tenantId: token.tenantId,
    ownerId: token.sessionId,
    secret: sealed,
  });
}

/** Null when it is not a refresh token that this deployment made. */
export function parseRefreshToken(authSecret: string, text: string): RefreshToken | null {
  const parts = parseBearer(PREFIX, text);
  if (!parts || parts.secret.length <= SEAL_LENGTH) return null;
  const token: RefreshToken = {
    tenantId: parts.tenantId,
    sessionId: parts.ownerId,
    secret: parts.secret.slice(0, -SEAL_LENGTH),
  };
  const given = Buffer.from(parts.secret.slice(-SEAL_LENGTH));
  return timingSafeEqual(given, Buffer.from(sealOf(authSecret, token))) ? token : null;
}

function sealOf(authSecret: string, token: RefreshToken): string {
  return createHmac("sha256", deriveKey(authSecret, PURPOSE))
    .update(`${token.tenantId}|${token.sessionId}|${token.secret}`)
    .digest("base64url")
    .slice(0, SEAL_LENGTH);
}
