import type { Runtime } from "../context";
import { systemContext } from "../tenants/system-context";
import { addRuns, type MailRun, NO_MAILS, sendTenantMails } from "./send-tenant-mails";

/** The job's name in the worker's queue and in the cron route's path. */
export const SEND_MAILS = "send_mails";

/** No new letter is begun after this; what is left is for the next run. */
const RUN_MS_MAX = 20_000;
const TENANT_LETTERS_MAX = 20;

/**
 * Send letters that are due, of any tenant, at most so many. Repeatable: the worker, a cron route
 * or a request may run it, at once and at any time. Without a mail server it does nothing, and when
 * that server is down it stops at the first letter.
 */
export async function sendMails(runtime: Runtime, { max }: { max: number }): Promise<MailRun> {
  const { mailer, database } = runtime;
  if (mailer === null) return NO_MAILS;
  const until = performance.now() + RUN_MS_MAX;
  let run = NO_MAILS;
  for (const tenantId of rotate(await database.listTenantIds())) {
    const left = max - run.sent - run.delayed - run.failed;
    if (left <= 0 || run.isServerDown || performance.now() > until) break;
    const context = systemContext(runtime, tenantId);
    const limits = { max: Math.min(left, TENANT_LETTERS_MAX), until };
    run = addRuns(run, await sendTenantMails(context, mailer, limits));
  }
  return run;
}

/** Begins elsewhere each time, so that nobody is always the last when time is up. */
function rotate<Item>(items: readonly Item[]): readonly Item[] {
  const from = Math.floor(Math.random() * items.length);
  return [...items.slice(from), ...items.slice(0, from)];
}
