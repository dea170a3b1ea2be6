import { assert } from "../../core/assert";
import type { Tx } from "../../db/client";
import { outgoingMails } from "../../db/schema/access";
import type { TenantContext } from "../context";
import { composeLetter, type Mail } from "./compose-letter";

const ADDRESS = /^[^\s\p{Cc}<>,;:"()[\]\\]+@[^\s\p{Cc}<>,;:"()[\]\\@]+$/u;

/**
 * Put a letter into the out-tray, in the transaction of the act that it tells of: it leaves when
 * that is durable, and never when it is not. Wake the outbox after the commit. Only where there is
 * an outbox; what the letter says is sealed.
 *
 * @param mail.language of the recipient, as `en`.
 */
export async function queueMail(
  tx: Tx,
  context: Pick<TenantContext, "tenantId" | "now" | "newId" | "sealer" | "outbox">,
  mail: Mail & {
    readonly recipient: string;
    readonly language: string;
    /** One that is known already is not queued again; left out, a new one. */
    readonly id?: string;
  },
): Promise<void> {
  assert(context.outbox !== null, "a deployment without mail queues none");
  const { recipient, language, id = context.newId(), ...content } = mail;
  assert(ADDRESS.test(recipient), "a letter has one address");
  const at = new Date(context.now());
  const sealedBody = context
    .sealer()
    .seal("mail", JSON.stringify(composeLetter(content, language)));
  const { tenantId } = context;
  await tx
    .insert(outgoingMails)
    .values({ tenantId, id, kind: mail.kind, recipient, sealedBody, dueAt: at, createdAt: at })
    .onConflictDoNothing();
}
