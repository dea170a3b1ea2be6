import * as oauth from "oauth4webapi";
import { z } from "zod";
import { DomainError } from "../../../core/errors";
import { tenantIdOf } from "../../../core/ids";
import type { Runtime } from "../../context";
import { isLocalPath } from "../is-local-path";
import { findReadyProvider, type ReadyProvider } from "./find-provider";
import { discoverIssuer, type Issuer, IssuerUnusable, PUBLIC_REACH, type Reach } from "./issuer";
import { sealAttempt } from "./sealed-attempt";

export const externalSignInInput = z.object({
  tenantCode: z.string().trim().min(1).max(40),
  providerId: z.uuid(),
  returnPath: z.string().max(2_000),
});

export type ExternalStart = {
  /** Where the browser goes. */
  readonly location: string;
  /** What it keeps meanwhile. */
  readonly attempt: string;
};

/**
 * Send somebody to the service that knows who they are: authorization code with PKCE, state and
 * nonce.
 *
 * @throws DomainError external_sign_in_failed (no such provider, or it does not answer as it should)
 */
export async function beginExternalSignIn(
  runtime: Runtime,
  input: z.output<typeof externalSignInInput>,
  reach: Reach = PUBLIC_REACH,
): Promise<ExternalStart> {
  const tenantId = tenantIdOf(input.tenantCode);
  const provider = await runtime.database.withTenant(tenantId, (tx) =>
    findReadyProvider(tx, tenantId, input.providerId),
  );
  if (!provider) throw new DomainError("external_sign_in_failed");
  const { metadata } = await discoverFor(runtime, provider, reach);
  const codeVerifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const nonce = oauth.generateRandomNonce();
  const location = new URL(metadata.authorization_endpoint ?? "");
  const asked = {
    client_id: provider.clientId,
    redirect_uri: redirectAddress(runtime.appUrl, provider.tenantCode),
    response_type: "code",
    scope: "openid email",
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(asked)) location.searchParams.set(name, value);
  const returnPath = isLocalPath(input.returnPath) ? input.returnPath : "/office";
  const { providerId } = input;
  const kept = { tenantId, providerId, state, nonce, codeVerifier, returnPath };
  return { location: location.href, attempt: await sealAttempt(runtime, kept) };
}

/**
 * Where the other service sends people back to. One for each business: so that no business's service
 * can be given what was meant for another's.
 */
export function redirectAddress(appUrl: string, tenantCode: string): string {
  return `${appUrl}/api/auth/external/${encodeURIComponent(tenantCode)}/callback`;
}

/** The issuer of a provider; that it does not answer is noted for whoever runs this. */
export async function discoverFor(
  runtime: Pick<Runtime, "log">,
  provider: ReadyProvider,
  reach: Reach,
): Promise<Issuer> {
  try {
    return await discoverIssuer(provider.issuer, reach);
  } catch (error) {
    if (!(error instanceof IssuerUnusable)) throw error;
    runtime.log.warn({ err: error, providerId: provider.id }, "an issuer cannot be used");
    throw new DomainError("external_sign_in_failed");
  }
}
