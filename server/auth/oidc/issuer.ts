import * as oauth from "oauth4webapi";
import { FetchRefused, type SafeFetchOptions, safeFetch } from "../../http/safe-fetch";

/** How foreign servers may be asked; loopback is for tests alone. */
export type Reach = Pick<SafeFetchOptions, "isLoopbackAllowed">;

export const PUBLIC_REACH: Reach = {};

/** An issuer that cannot be used: it does not answer, or not as the standard says. */
export class IssuerUnusable extends Error {
  override readonly name = "IssuerUnusable";
}

export type Issuer = {
  readonly metadata: oauth.AuthorizationServer;
  readonly requests: ReturnType<typeof requestsBy>;
};

/**
 * What an issuer says of itself (OpenID Connect Discovery 1.0). Its address was typed in by somebody,
 * so it is asked as any such address is.
 *
 * @throws IssuerUnusable
 */
export async function discoverIssuer(issuer: string, reach: Reach): Promise<Issuer> {
  const requests = requestsBy(reach);
  try {
    const address = new URL(issuer);
    const answer = await oauth.discoveryRequest(address, { algorithm: "oidc", ...requests });
    const metadata = await oauth.processDiscoveryResponse(address, answer);
    requireAddress(metadata.authorization_endpoint, reach);
    requireAddress(metadata.token_endpoint, reach);
    requireAddress(metadata.jwks_uri, reach);
    return { metadata, requests };
  } catch (error) {
    throw new IssuerUnusable("the issuer cannot be used", { cause: error });
  }
}

/** Every request to an issuer goes this way, also to addresses that the issuer names. */
function requestsBy(reach: Reach) {
  const isLoopbackAllowed = reach.isLoopbackAllowed ?? false;
  return {
    [oauth.allowInsecureRequests]: isLoopbackAllowed,
    [oauth.customFetch]: (address: string, request: AskedRequest) =>
      safeFetch(
        address,
        {
          method: request.method,
          headers: request.headers,
          ...(request.body == null ? {} : { body: String(request.body) }),
        },
        { isLoopbackAllowed },
      ),
  };
}

type AskedRequest = {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
};

/** A browser or a secret is sent there. */
function requireAddress(address: string | undefined, reach: Reach): void {
  const protocol = address !== undefined && URL.canParse(address) ? new URL(address).protocol : "";
  const isGood = protocol === "https:" || (protocol === "http:" && reach.isLoopbackAllowed);
  if (!isGood) throw new FetchRefused("address");
}
