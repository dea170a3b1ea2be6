import { sql } from "drizzle-orm";
import { toIso } from "../../core/time";
import type { TenantContext } from "../context";
import { inTransaction } from "../transaction";
import { letterSchema } from "./letter";
import { isOfOneLetter, isRefusedForGood, type Mailer } from "./mailer";

/** Longer than a letter can take: within it nobody else touches what one sender has claimed. */
const CLAIM_MS = 5 * 60_000;
/** Before the second attempt, the third, and so on; the one after the last gives up. */
const WAITS_MS = [60_000, 3 * 60_000, 10 * 60_000, 30 * 60_000] as const;
const ATTEMPTS_MAX = WAITS_MS.length + 1;
const ERROR_LENGTH_MAX = 200;

export type MailRun = {
  readonly sent: number;
  /** To be tried again later. */
  readonly delayed: number;
  readonly failed: number;
  /** The mail server answered nothing of use; other letters are left alone for now. */
  readonly isServerDown: boolean;
};

export const NO_MAILS: MailRun = { sent: 0, delayed: 0, failed: 0, isServerDown: false };

type SendingContext = Pick<TenantContext, "tenantId" | "database" | "now" | "sealer">;

type ClaimedMail = { id: string; recipient: string; sealed_body: string; attempts: number };

/**
 * Send what is due in one tenant. Each letter is claimed before it is sent, so two senders never
 * send the same one; a sender that dies leaves its letter to the next one, after minutes.
 *
 * @param limits.until of `performance.now()`: no letter is begun after it.
 */
export async function sendTenantMails(
  context: SendingContext,
  mailer: Mailer,
  limits: { max: number; until?: number },
): Promise<MailRun> {
  const { max, until = Number.POSITIVE_INFINITY } = limits;
  let run = NO_MAILS;
  for (let count = 0; count < max && !run.isServerDown; count += 1) {
    const mail = performance.now() > until ? null : await claimDue(context);
    if (mail === null) break;
    run = addRuns(run, await sendOne(context, mailer, mail));
  }
  return run;
}

export function addRuns(one: MailRun, other: MailRun): MailRun {
  return {
    sent: one.sent + other.sent,
    delayed: one.delayed + other.delayed,
    failed: one.failed + other.failed,
    isServerDown: one.isServerDown || other.isServerDown,
  };
}

async function claimDue(context: SendingContext): Promise<ClaimedMail | null> {
  const { tenantId } = context;
  const at = toIso(context.now());
  const until = new Date(context.now() + CLAIM_MS).toISOString();
  // no-audit: the act that the letter tells of has its entry.
  const [mail] = await inTransaction(context, (tx) =>
    tx.execute<ClaimedMail>(sql`
      update outgoing_mails set due_at = ${until}::timestamptz, attempts = attempts + 1
      where tenant_id = ${tenantId}::uuid and id = (
        select id from outgoing_mails
        where tenant_id = ${tenantId}::uuid and state = 'waiting' and due_at <= ${at}::timestamptz
        order by due_at limit 1 for update skip locked)
      returning id, recipient, sealed_body, attempts`),
  );
  return mail ?? null;
}

async function sendOne(
  context: SendingContext,
  mailer: Mailer,
  mail: ClaimedMail,
): Promise<MailRun> {
  const { id, recipient, attempts } = mail;
  const opened = context.sealer().open("mail", mail.sealed_body);
  if (opened === null) return giveUp(context, mail, "sealed by another secret");
  const { expiresAt, ...letter } = letterSchema.parse(JSON.parse(opened));
  if (expiresAt !== null && expiresAt <= context.now()) {
    return giveUp(context, mail, "its link expired before it could be sent");
  }
  if (attempts > ATTEMPTS_MAX) return giveUp(context, mail, "its sender ended too often");
  try {
    await mailer.send({ id, recipient, ...letter });
  } catch (error) {
    const reason = reasonOf(error);
    const waitMs = WAITS_MS[attempts - 1];
    if (waitMs === undefined || isRefusedForGood(error)) return giveUp(context, mail, reason);
    await delay(context, mail, { reason, waitMs });
    return { ...NO_MAILS, delayed: 1, isServerDown: !isOfOneLetter(error) };
  }
  const at = toIso(context.now());
  await settle(
    context,
    mail,
    sql`state = 'sent', sent_at = ${at}::timestamptz, sealed_body = '', last_error = null`,
  );
  return { ...NO_MAILS, sent: 1 };
}

async function giveUp(
  context: SendingContext,
  mail: ClaimedMail,
  reason: string,
): Promise<MailRun> {
  await settle(context, mail, sql`state = 'failed', sealed_body = '', last_error = ${reason}`);
  return { ...NO_MAILS, failed: 1 };
}

async function delay(
  context: SendingContext,
  mail: ClaimedMail,
  { reason, waitMs }: { reason: string; waitMs: number },
): Promise<void> {
  const dueAt = new Date(context.now() + waitMs).toISOString();
  await settle(context, mail, sql`due_at = ${dueAt}::timestamptz, last_error = ${reason}`);
}

/** Only the attempt that holds the claim says what became of it. */
async function settle(
  context: SendingContext,
  mail: ClaimedMail,
  values: ReturnType<typeof sql>,
): Promise<void> {
  const { tenantId } = context;
  await inTransaction(context, (tx) =>
    tx.execute(sql`
      update outgoing_mails set ${values}
      where tenant_id = ${tenantId}::uuid and id = ${mail.id}::uuid
        and state = 'waiting' and attempts = ${mail.attempts}`),
  );
}

/** What the mail server or the network said, for who looks after the deployment. */
function reasonOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return said.replace(/[\p{Cc}\s]+/gu, " ").slice(0, ERROR_LENGTH_MAX);
}
