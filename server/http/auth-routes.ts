import { issueTokens, issueTokensInput, issueTokensResult } from "../auth/issue-tokens";
import { limitTokens } from "../auth/tokens/limit-tokens";
import { refreshTokens, refreshTokensInput } from "../auth/tokens/refresh-tokens";
import { revokeTokens, revokeTokensResult } from "../auth/tokens/revoke-tokens";
import { route } from "./route";

export const AUTH_ROUTES = [
  route({
    method: "POST",
    path: "/auth/token",
    access: "public",
    summary: "Sign in with e-mail and password",
    body: issueTokensInput,
    response: issueTokensResult,
    handle: async ({ runtime, body, ip, headers }) => ({
      body: await issueTokens(runtime, body, { ip, userAgent: headers.get("user-agent") }),
    }),
  }),
  route({
    method: "POST",
    path: "/auth/refresh",
    access: "public",
    summary: "Exchange a refresh token, which works once, for the next pair of tokens",
    body: refreshTokensInput,
    response: issueTokensResult,
    handle: async ({ runtime, body, ip, headers }) => ({
      body: await limitTokens(runtime, ip, () =>
        refreshTokens(runtime, body, { ip, userAgent: headers.get("user-agent") }),
      ),
    }),
  }),
  route({
    method: "POST",
    path: "/auth/revoke",
    access: "public",
    summary: "End the session of a refresh token, with every token of it",
    body: refreshTokensInput,
    response: revokeTokensResult,
    handle: async ({ runtime, body, ip, headers }) => ({
      body: await limitTokens(runtime, ip, () =>
        revokeTokens(runtime, body, { ip, userAgent: headers.get("user-agent") }),
      ),
    }),
  }),
];
