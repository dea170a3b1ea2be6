import { z } from "zod";
import { DomainError } from "../../../core/errors";
import type { issueTokensResult } from "../issue-tokens";
import type { SessionDoor } from "../open-session";
import { parseRefreshToken } from "../refresh-token";
import { rotateSession } from "./rotate-session";
import { tokenPairOf } from "./token-pair";

export const refreshTokensInput = z.object({ refreshToken: z.string().min(1).max(1_000) });

/**
 * The next pair of tokens for the refresh token of a signed-in person [RT1]. The session ends when
 * it would have ended without.
 *
 * @throws DomainError unauthenticated (also after the session has ended because this token was
 *         used before)
 */
export async function refreshTokens(
  runtime: SessionDoor,
  input: z.output<typeof refreshTokensInput>,
  from: { ip: string | null; userAgent: string | null },
): Promise<z.output<typeof issueTokensResult>> {
  const token = parseRefreshToken(runtime.authSecret, input.refreshToken);
  const session = token && (await rotateSession(runtime, token, { ...from, kind: "api" }));
  if (!session) throw new DomainError("unauthenticated");
  return { ...(await tokenPairOf(runtime, session)), tokenType: "Bearer" };
}
