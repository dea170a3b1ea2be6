import { isDomainError } from "../../core/errors";
import {
  issueClientTokens,
  oauthTokenInput,
  oauthTokenResult,
} from "../auth/clients/issue-client-tokens";
import { type OauthErrorCode, OauthRefused } from "../auth/clients/oauth-refused";
import { limitTokens } from "../auth/tokens/limit-tokens";
import { RequestInvalid } from "./problem";
import { route } from "./route";

/** To the letter of RFC 6749, 5.1. */
const NO_STORE = { "cache-control": "no-store", pragma: "no-cache" };

export const OAUTH_ROUTES = [
  route({
    method: "POST",
    path: "/oauth/token",
    access: "public",
    summary: "Get tokens for a program, by its client secret or a refresh token (RFC 6749)",
    body: oauthTokenInput,
    isForm: true,
    response: oauthTokenResult,
    explain: explainOauth,
    handle: async ({ runtime, body, ip, headers }) => {
      const tokens = await limitTokens(runtime, ip, () =>
        issueClientTokens(runtime, body, { ip, headers }),
      );
      return Response.json(oauthTokenResult.parse(tokens), { headers: NO_STORE });
    },
  }),
];

/** RFC 6749, 5.2: an unknown client is told how to authenticate; anything else is a bad request. */
function explainOauth(error: unknown): Response | null {
  if (error instanceof OauthRefused) return refusal(error.code, error.description);
  const isUnreadable = isDomainError(error) && error.code === "malformed_request";
  if (error instanceof RequestInvalid || isUnreadable) {
    return refusal("invalid_request", "The request is no form, or lacks a field that it needs.");
  }
  return null;
}

function refusal(code: OauthErrorCode, description: string): Response {
  const isClient = code === "invalid_client";
  return Response.json(
    { error: code, error_description: description },
    {
      status: isClient ? 401 : 400,
      headers: { ...NO_STORE, ...(isClient && { "www-authenticate": 'Basic realm="kaunta"' }) },
    },
  );
}
