import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../core/errors";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { inTransaction } from "../transaction";

export const setLanguageInput = z.strictObject({ language: z.enum(["en", "sw"]) });

/**
 * Choose the language that the caller reads.
 *
 * @throws DomainError permission_denied (a device reads nothing)
 */
export async function setLanguage(
  context: TenantContext,
  input: z.output<typeof setLanguageInput>,
): Promise<void> {
  const { actor, tenantId } = context;
  if (actor.kind !== "user") throw new DomainError("permission_denied");
  const at = new Date(context.now()).toISOString();
  await inTransaction(context, async (tx) => {
    const [known] = await tx.execute<{ language: string | null }>(sql`
      select language from users
      where tenant_id = ${tenantId}::uuid and id = ${actor.userId}::uuid for update`);
    await tx.execute(sql`
      update users set language = ${input.language}, updated_at = ${at}::timestamptz
      where tenant_id = ${tenantId}::uuid and id = ${actor.userId}::uuid`);
    await recordAudit(tx, context, {
      action: "user.set_language",
      subjectId: actor.userId,
      before: { language: known?.language ?? null },
      after: { language: input.language },
    });
  });
}
