import { sql } from "drizzle-orm";
import { z } from "zod";
import { recordAudit } from "../../audit";
import { systemContext } from "../../tenants/system-context";
import { inTransaction } from "../../transaction";
import type { SessionDoor } from "../open-session";
import { personActor } from "../person-actor";
import { parseRefreshToken, type RefreshToken } from "../refresh-token";
import type { refreshTokensInput } from "./refresh-tokens";

export const revokeTokensResult = z.object({ revoked: z.literal(true) });

/**
 * End the session of a refresh token and with it every token of that session [RT4]. Whatever is
 * shown works no more afterwards, so a token that never did is answered alike.
 */
export async function revokeTokens(
  runtime: SessionDoor,
  input: z.output<typeof refreshTokensInput>,
  from: { ip: string | null; userAgent: string | null },
): Promise<z.output<typeof revokeTokensResult>> {
  const token = parseRefreshToken(runtime.authSecret, input.refreshToken);
  if (token) await endSession(runtime, token, from);
  return { revoked: true };
}

async function endSession(
  runtime: SessionDoor,
  { tenantId, sessionId }: RefreshToken,
  from: { ip: string | null; userAgent: string | null },
): Promise<void> {
  const context = { ...systemContext(runtime, tenantId), ...from };
  const at = new Date(runtime.now()).toISOString();
  await inTransaction(context, async (tx) => {
    const [closed] = await tx.execute<{ user_id: string }>(sql`
      update sessions set revoked_at = ${at}::timestamptz, revoked_reason = 'signed_out'
      where tenant_id = ${tenantId}::uuid and id = ${sessionId}::uuid and revoked_at is null
      returning user_id`);
    if (!closed) return;
    const actor = personActor({ userId: closed.user_id, sessionId });
    await recordAudit(
      tx,
      { ...context, actor },
      { action: "session.close", subjectId: sessionId, details: { by: "refresh_token" } },
    );
  });
}
