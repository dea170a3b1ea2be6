import { z } from "zod";
import type { Permission } from "../../../core/access/permissions";
import { narrowTo } from "../../../core/access/roles";
import { parseScopeText } from "../../../core/access/scopes";
import type { SessionDoor } from "../open-session";
import { parseRefreshToken } from "../refresh-token";
import { rotateSession } from "../tokens/rotate-session";
import { newRefreshSecret, type TokenPair, tokenPairOf } from "../tokens/token-pair";
import { authenticateClient, type KnownClient, noteClientUse } from "./authenticate-client";
import { OauthRefused } from "./oauth-refused";
import { openClientSession } from "./open-client-session";
import { readCredentials } from "./read-credentials";

const field = z.string().max(1_000);

/** The fields of RFC 6749; what it does not name is ignored, as it asks. */
export const oauthTokenInput = z.object({
  grant_type: field,
  scope: field.optional(),
  refresh_token: field.optional(),
  client_id: field.optional(),
  client_secret: field.optional(),
});

export const oauthTokenResult = z.object({
  access_token: z.string(),
  token_type: z.literal("Bearer"),
  expires_in: z.number().int(),
  refresh_token: z.string(),
  scope: z.string(),
});

type Form = z.output<typeof oauthTokenInput>;
type From = { readonly headers: Headers; readonly ip: string | null };

/**
 * OAuth 2.0 for programs: by the client's own secret, or by a refresh token of such a session. An
 * access token can be asked for with fewer scopes than the client has, and never with more.
 *
 * @throws OauthRefused | DomainError rate_limited
 */
export async function issueClientTokens(
  runtime: SessionDoor,
  form: Form,
  from: From,
): Promise<z.output<typeof oauthTokenResult>> {
  const grant = GRANTS.get(form.grant_type);
  if (!grant) {
    throw new OauthRefused(
      "unsupported_grant_type",
      "The grants are client_credentials and refresh_token.",
    );
  }
  const client = await authenticateClient(runtime, readCredentials(from.headers, form));
  await runtime.rateLimiter.consume("token_client", client.id);
  const { pair, scopes } = await grant(runtime, client, { form, from });
  await noteClientUse(runtime, client, from.ip);
  return {
    access_token: pair.accessToken,
    token_type: "Bearer",
    expires_in: pair.expiresInSeconds,
    refresh_token: pair.refreshToken,
    scope: scopes.join(" "),
  };
}

type Asked = { readonly form: Form; readonly from: From };
type Granted = { readonly pair: TokenPair; readonly scopes: readonly Permission[] };

async function grantBySecret(
  runtime: SessionDoor,
  client: KnownClient,
  { form, from }: Asked,
): Promise<Granted> {
  const scopes = narrowedScopes(client.scopes, form.scope);
  const { secret, hash } = newRefreshSecret();
  const userAgent = from.headers.get("user-agent");
  const given = { scopes, refreshHash: hash, ip: from.ip, userAgent };
  const claims = await openClientSession(runtime, client, given);
  return { pair: await tokenPairOf(runtime, { ...claims, secret }), scopes };
}

async function grantByRefresh(
  runtime: SessionDoor,
  client: KnownClient,
  { form, from }: Asked,
): Promise<Granted> {
  if (!form.refresh_token) {
    throw new OauthRefused("invalid_request", "The refresh_token is missing.");
  }
  const token = parseRefreshToken(runtime.authSecret, form.refresh_token);
  const scopesOf = (session: readonly Permission[] | null) =>
    narrowedScopes(narrowTo(client.scopes, session ?? []), form.scope);
  const terms = {
    kind: "client" as const,
    userId: client.userId,
    ip: from.ip,
    userAgent: from.headers.get("user-agent"),
    // A scope that the session does not have must not cost it its token.
    admit: scopesOf,
  };
  const isOfTenant = token?.tenantId === client.tenantId;
  const session = isOfTenant ? await rotateSession(runtime, token, terms) : null;
  if (!session) throw new OauthRefused("invalid_grant", "The refresh token works no more.");
  const scopes = scopesOf(session.scopes);
  const narrowed = form.scope === undefined ? undefined : scopes;
  return { pair: await tokenPairOf(runtime, session, narrowed), scopes };
}

const GRANTS: ReadonlyMap<string, typeof grantBySecret> = new Map([
  ["client_credentials", grantBySecret],
  ["refresh_token", grantByRefresh],
]);

function narrowedScopes(
  held: readonly Permission[],
  asked: string | undefined,
): readonly Permission[] {
  if (asked === undefined) return held;
  const scopes = parseScopeText(asked, held);
  if (scopes === null) {
    throw new OauthRefused("invalid_scope", "A scope is unknown, or is not one of this client.");
  }
  return scopes;
}
