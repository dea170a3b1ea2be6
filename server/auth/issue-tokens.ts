import { z } from "zod";
import type { Runtime } from "../context";
import { signIn, signInInput } from "./sign-in";
import { newRefreshSecret, tokenPairOf } from "./tokens/token-pair";

export const issueTokensInput = signInInput.extend({
  /** Of the authenticator, or a recovery code, where the account has a second factor. */
  code: z.string().trim().min(1).max(40).optional(),
  deviceName: z.string().trim().max(80).optional(),
});

export const issueTokensResult = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  tokenType: z.literal("Bearer"),
  expiresInSeconds: z.number().int(),
});

/**
 * Sign in an API client: a short access token, and a refresh token that outlives it.
 *
 * @throws DomainError invalid_credentials | tenant_choice_required | second_factor_required |
 *         second_factor_wrong
 */
export async function issueTokens(
  runtime: Runtime,
  input: z.output<typeof issueTokensInput>,
  from: { ip: string | null; userAgent: string | null },
): Promise<z.output<typeof issueTokensResult>> {
  const { secret, hash } = newRefreshSecret();
  const claims = await signIn(runtime, input, {
    ...from,
    kind: "api",
    deviceName: input.deviceName ?? null,
    refreshHash: hash,
  });
  return { ...(await tokenPairOf(runtime, { ...claims, secret })), tokenType: "Bearer" };
}
