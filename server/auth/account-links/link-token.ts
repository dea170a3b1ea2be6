import { randomBytes } from "node:crypto";
import { formatBearer, parseBearer } from "../bearer-form";
import { hashSecret } from "../device-token";

const PREFIX = "kl_";
const SECRET_BYTES = 32;

export type LinkKind = "invitation" | "password_reset";

/** The page that a link of each kind opens. */
const PAGES: Readonly<Record<LinkKind, string>> = {
  invitation: "invitation",
  password_reset: "reset",
};

export type LinkToken = { tenantId: string; linkId: string; secret: string };

/** A new secret, and the hash of it that is kept. */
export function newLinkSecret(): { secret: string; tokenHash: string } {
  const secret = randomBytes(SECRET_BYTES).toString("base64url");
  return { secret, tokenHash: hashSecret(secret) };
}

export function formatLinkToken({ tenantId, linkId, secret }: LinkToken): string {
  return formatBearer(PREFIX, { tenantId, ownerId: linkId, secret });
}

/** Null when it is not the token of a link. */
export function parseLinkToken(text: string): LinkToken | null {
  const parts = parseBearer(PREFIX, text);
  if (!parts) return null;
  return { tenantId: parts.tenantId, linkId: parts.ownerId, secret: parts.secret };
}

/** The address that a person is sent to. */
export function linkUrl(appUrl: string, kind: LinkKind, token: string): string {
  return `${appUrl}/${PAGES[kind]}/${token}`;
}
