import { isDomainError } from "../../../core/errors";
import type { Runtime } from "../../context";
import { clientAddress } from "../../http/client-address";
import { beginExternalSignIn, externalSignInInput } from "./begin-external-sign-in";
import { goTo } from "./go-to";
import type { Reach } from "./issuer";
import { PUBLIC_REACH } from "./issuer";
import { ATTEMPT_SECONDS, attemptCookie } from "./sealed-attempt";

/**
 * Send a browser that followed a link of the sign-in page to the other service, with what it keeps
 * meanwhile. A link and not a form: a page's policy lets its forms lead to this origin alone, also
 * by redirects. Whom another's page sends here is shown the sign-in page first.
 */
export async function handleExternalStart(
  runtime: Runtime,
  request: Request,
  options: { readonly tenantCode: string; readonly reach?: Reach },
): Promise<Response> {
  const { tenantCode, reach = PUBLIC_REACH } = options;
  const { headers } = request;
  const { searchParams } = new URL(request.url);
  const business = { business: tenantCode };
  if (isFromElsewhere(headers)) return goTo(`/sign-in?${new URLSearchParams(business)}`);
  const input = externalSignInInput.safeParse({
    tenantCode,
    providerId: searchParams.get("provider"),
    returnPath: searchParams.get("returnPath") ?? "",
  });
  if (!input.success) return goTo(`/sign-in?${refusal("malformed_request", {})}`);
  try {
    const ip = clientAddress(headers, runtime.trustedProxies);
    await runtime.rateLimiter.consume("sign_in_address", ip);
    const { location, attempt } = await beginExternalSignIn(runtime, input.data, reach);
    const { name, isSecure } = attemptCookie(runtime.appUrl);
    const rights = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${ATTEMPT_SECONDS}`;
    return goTo(location, [`${name}=${attempt}; ${rights}${isSecure ? "; Secure" : ""}`]);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return goTo(`/sign-in?${refusal(error.code, business)}`);
  }
}

/** A browser that says nothing of it is believed: what it could lose is a click. */
function isFromElsewhere(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  return site !== null && site !== "same-origin" && site !== "none";
}

function refusal(code: string, business: Record<string, string>): URLSearchParams {
  return new URLSearchParams({ error: code, ...business });
}
