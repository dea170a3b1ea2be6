import { issueTokens, issueTokensInput, issueTokensResult } from "../auth/issue-tokens";
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
];
