import { isDomainError } from "../../../core/errors";
import type { Runtime } from "../../context";
import { clientAddress } from "../../http/client-address";
import { ticketCookie } from "../factors/ticket-cookie";
import { cookieOf, issueSessionCookie } from "../session-cookie";
import { finishExternalSignIn } from "./finish-external-sign-in";
import { goTo } from "./go-to";
import { PUBLIC_REACH, type Reach } from "./issuer";
import { attemptCookie } from "./sealed-attempt";

/**
 * Answer a browser that comes back from the other service: on to where it wanted to go, to the
 * second step, or to the sign-in page with the reason. Only ever to a path of this origin.
 */
export async function handleExternalReturn(
  runtime: Runtime,
  request: Request,
  options: { readonly tenantCode: string; readonly reach?: Reach },
): Promise<Response> {
  const { headers } = request;
  const { tenantCode, reach = PUBLIC_REACH } = options;
  const kept = attemptCookie(runtime.appUrl);
  const client = {
    kind: "office",
    ip: clientAddress(headers, runtime.trustedProxies),
    userAgent: headers.get("user-agent"),
  } as const;
  const returned = {
    url: new URL(request.url),
    tenantCode,
    attempt: cookieOf(headers, kept.name),
  };
  const forget = `${kept.name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${kept.isSecure ? "; Secure" : ""}`;
  try {
    const { step, returnPath } = await finishExternalSignIn(runtime, returned, { client, reach });
    // As with a password, a sign-in that succeeds is not counted.
    await runtime.rateLimiter.giveBack("sign_in_address", client.ip);
    if (step.kind === "session") {
      return goTo(returnPath, [forget, await issueSessionCookie(runtime, step.claims)]);
    }
    const ticket = ticketCookie(runtime.appUrl, step.ticket);
    return goTo(`/sign-in?${new URLSearchParams({ callbackUrl: returnPath })}`, [forget, ticket]);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const why = new URLSearchParams({ error: error.code, business: tenantCode });
    return goTo(`/sign-in?${why}`, [forget]);
  }
}
