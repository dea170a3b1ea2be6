import * as oauth from "oauth4webapi";
import { DomainError } from "../../../core/errors";
import type { Runtime, TenantContext } from "../../context";
import { systemContext } from "../../tenants/system-context";
import { beginSignIn, type FirstStep } from "../factors/admit-person";
import type { SignInClient } from "../open-session";
import { discoverFor, redirectAddress } from "./begin-external-sign-in";
import { findReadyProvider, type ReadyProvider } from "./find-provider";
import { type Issuer, PUBLIC_REACH, type Reach } from "./issuer";
import { matchIdentity } from "./match-identity";
import { type Attempt, openAttempt } from "./sealed-attempt";

const SUBJECT_LENGTH_MAX = 255;

export type ExternalReturn = {
  /** The address that the browser came back to, with what the service said. */
  readonly url: URL;
  /** The business that this address is of. */
  readonly tenantCode: string;
  /** What the browser kept; null when it kept nothing. */
  readonly attempt: string | null;
};

type Whom = { readonly subject: string; readonly verifiedEmail: string | null };

/**
 * Take somebody back from the service that knows who they are. What was kept must be of this very
 * attempt, of this business, and of a provider that is still on; then the code is exchanged and the
 * ID token checked.
 *
 * @throws DomainError external_sign_in_failed | external_sign_in_unknown (nobody here is meant)
 */
export async function finishExternalSignIn(
  runtime: Runtime,
  from: ExternalReturn,
  options: { readonly client: SignInClient; readonly reach?: Reach },
): Promise<{ step: FirstStep; returnPath: string }> {
  const { client, reach = PUBLIC_REACH } = options;
  const attempt = from.attempt === null ? null : await openAttempt(runtime, from.attempt);
  if (!attempt) throw new DomainError("external_sign_in_failed");
  const { tenantId, providerId, returnPath } = attempt;
  const context = { ...systemContext(runtime, tenantId), ip: client.ip };
  const provider = await runtime.database.withTenant(tenantId, (tx) =>
    findReadyProvider(tx, tenantId, providerId),
  );
  if (provider?.tenantCode !== from.tenantCode) throw new DomainError("external_sign_in_failed");
  const issuer = await discoverFor(runtime, provider, reach);
  const whom = await askWhom(context, { provider, issuer, attempt, url: from.url });
  const userId = await matchIdentity(context, { providerId, ...whom });
  if (userId === null) throw new DomainError("external_sign_in_unknown");
  const person = { tenantId, userId };
  const step = await beginSignIn(runtime, { person, method: "oidc", client });
  return { step, returnPath };
}

type Asked = {
  readonly provider: ReadyProvider;
  readonly issuer: Issuer;
  readonly attempt: Attempt;
  readonly url: URL;
};

async function askWhom(context: TenantContext, asked: Asked): Promise<Whom> {
  const secret = context.sealer().open("oidc-secret", asked.provider.sealedSecret);
  if (secret === null) throw new DomainError("external_sign_in_failed");
  try {
    return await exchangeCode(context, asked, secret);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // Whatever the service said wrongly, or did not say, it has confirmed nobody.
    context.log.warn(
      { reason: error.message, name: error.name, providerId: asked.provider.id },
      "an external sign-in was refused",
    );
    throw new DomainError("external_sign_in_failed");
  }
}

async function exchangeCode(context: TenantContext, asked: Asked, secret: string): Promise<Whom> {
  const { provider, issuer, attempt, url } = asked;
  const { metadata, requests } = issuer;
  const client: oauth.Client = { client_id: provider.clientId };
  const parameters = oauth.validateAuthResponse(metadata, client, url, attempt.state);
  const answer = await oauth.authorizationCodeGrantRequest(
    metadata,
    client,
    clientAuthOf(metadata, secret),
    parameters,
    redirectAddress(context.appUrl, provider.tenantCode),
    attempt.codeVerifier,
    requests,
  );
  const tokens = await oauth.processAuthorizationCodeResponse(metadata, client, answer, {
    expectedNonce: attempt.nonce,
    requireIdToken: true,
  });
  await oauth.validateApplicationLevelSignature(metadata, answer, requests);
  const claims = oauth.getValidatedIdTokenClaims(tokens);
  if (!claims || claims.sub.length > SUBJECT_LENGTH_MAX) {
    throw new Error("the ID token names nobody");
  }
  const { sub: subject } = claims;
  if (claims["email"] !== undefined || metadata.userinfo_endpoint === undefined) {
    return { subject, verifiedEmail: verifiedEmailOf(claims) };
  }
  const told = await oauth.userInfoRequest(metadata, client, tokens.access_token, requests);
  const info = await oauth.processUserInfoResponse(metadata, client, subject, told);
  return { subject, verifiedEmail: verifiedEmailOf(info) };
}

function verifiedEmailOf(claims: { readonly [name: string]: unknown }): string | null {
  const { email, email_verified: isVerified } = claims;
  return typeof email === "string" && isVerified === true ? email : null;
}

/** As the issuer takes it; what it does not say is the standard's default. */
function clientAuthOf(metadata: oauth.AuthorizationServer, secret: string): oauth.ClientAuth {
  const methods = metadata.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  return methods.includes("client_secret_basic")
    ? oauth.ClientSecretBasic(secret)
    : oauth.ClientSecretPost(secret);
}
