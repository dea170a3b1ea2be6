import { sql } from "drizzle-orm";
import { OWNER } from "../../core/access/roles";
import { uuidFrom } from "../../core/ids";
import { toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import { findAccountOwner } from "../auth/account-links/account-owner";
import type { AlertKind } from "./mail-texts";
import { queueMail } from "./queue-mail";

/** Nobody gets the same alert more often: who is attacked must still find the other letters. */
const SAME_ALERT_MS = 3_600_000;
const OWNERS_MAX = 20;

/** What somebody is told. */
export type Alert = {
  readonly kind: AlertKind;
  /** In one line, which key, browser or till; nothing secret. */
  readonly what?: string;
};

export type AlertContext = Parameters<typeof queueMail>[1];

/**
 * Tell a person by a letter, in the transaction of the act: at most once an hour of each kind
 * [MA1]. Where no mail is sent, and for who may not come in, nothing happens. Wake the outbox after
 * the commit, or leave the letter to the worker.
 */
export async function queueAlert(
  tx: Tx,
  context: AlertContext,
  alert: Alert & { readonly userId: string },
): Promise<void> {
  if (context.outbox === null) return;
  const { tenantId } = context;
  const { kind, userId, what = "" } = alert;
  const at = context.now();
  const owner = await findAccountOwner(tx, tenantId, userId);
  if (owner === null) return;
  const { name: personName, businessName, email: recipient, language } = owner;
  const since = new Date(at - SAME_ALERT_MS).toISOString();
  const before = await tx.execute(sql`
    select 1 from outgoing_mails
    where tenant_id = ${tenantId}::uuid and kind = ${kind} and recipient = ${recipient}
      and created_at > ${since}::timestamptz and created_at <= ${toIso(at)}::timestamptz limit 1`);
  if (before.length > 0) return;
  // Of two at once, one: the letter's id is the same for both.
  const hour = String(Math.floor(at / SAME_ALERT_MS));
  const id = uuidFrom(tenantId, "alert", kind, userId, hour);
  const mail = { id, kind, at, what, personName, businessName, recipient, language };
  await queueMail(tx, context, mail);
}

/** The same for every owner of the business. */
export async function queueOwnerAlert(tx: Tx, context: AlertContext, alert: Alert): Promise<void> {
  if (context.outbox === null) return;
  const owners = await tx.execute<{ id: string }>(sql`
    select id from users
    where tenant_id = ${context.tenantId}::uuid and role = ${OWNER} and kind = 'person'
      and deleted_at is null and blocked_at is null
    order by id limit ${OWNERS_MAX}`);
  for (const { id: userId } of owners) await queueAlert(tx, context, { ...alert, userId });
}
