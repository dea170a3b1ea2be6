import { type SQL, sql } from "drizzle-orm";
import { type Instant, toIso } from "../../core/time";
import type { Runtime, TenantContext } from "../context";
import { systemContext } from "../tenants/system-context";
import { inTransaction } from "../transaction";

/** The job's name in the worker's queue and in the cron route's path. */
export const PRUNE = "prune";

const DAY_MS = 86_400_000;
/** Ended that long ago: until then the office and the letters about new browsers ask for it. */
const SESSION_KEPT_MS = 180 * DAY_MS;
const LETTER_KEPT_MS = 90 * DAY_MS;
/** What a link says that works no more, as long as somebody may still find it in their mail. */
const LINK_KEPT_MS = 90 * DAY_MS;
const CODE_KEPT_MS = DAY_MS;

/** Rows that one statement removes, and so the longest that it holds locks. */
const ROWS_MAX = 1_000;

export type PruneRun = {
  readonly removed: number;
  /** False when time was up before everything was gone that may go. */
  readonly isComplete: boolean;
};

/**
 * Remove what nobody asks for any more: letters that have left or failed, links and codes that
 * work no more, sessions that ended long ago, counts of tries that are over. Repeatable: the worker,
 * a cron route or anybody else may run it, at once and at any time. Facts, the audit trail and what
 * still works are never touched; of each person the newest session stays, which says when they were
 * last seen.
 */
export async function prune(runtime: Runtime, options: { msMax: number }): Promise<PruneRun> {
  const until = performance.now() + options.msMax;
  const isTimeUp = () => performance.now() > until;
  let removed = await pruneTries(runtime, isTimeUp);
  for (const tenantId of await runtime.database.listTenantIds()) {
    if (isTimeUp()) return { removed, isComplete: false };
    removed += await pruneTenant(systemContext(runtime, tenantId), isTimeUp);
  }
  return { removed, isComplete: !isTimeUp() };
}

async function pruneTenant(context: TenantContext, isTimeUp: () => boolean): Promise<number> {
  let removed = 0;
  for (const statement of statementsOf(context.tenantId, context.now())) {
    for (let rows = ROWS_MAX; rows === ROWS_MAX && !isTimeUp(); removed += rows) {
      // no-audit: what goes here was done with long ago, and each act has its entry.
      rows = (await inTransaction(context, (tx) => tx.execute(statement))).length;
    }
  }
  return removed;
}

function statementsOf(tenantId: string, now: Instant): readonly SQL[] {
  const since = (keptMs: number) => sql`${new Date(now - keptMs).toISOString()}::timestamptz`;
  const ofTenant = sql`tenant_id = ${tenantId}::uuid`;
  return [
    sql`delete from outgoing_mails where ${ofTenant} and id in (
      select id from outgoing_mails where ${ofTenant} and state <> 'waiting'
        and created_at < ${since(LETTER_KEPT_MS)} limit ${ROWS_MAX})
      returning 1`,
    sql`delete from account_links where ${ofTenant} and id in (
      select id from account_links where ${ofTenant}
        and least(used_at, revoked_at, expires_at) < ${since(LINK_KEPT_MS)} limit ${ROWS_MAX})
      returning 1`,
    sql`delete from code_directory where ${ofTenant} and code_sha256 in (
      select code_sha256 from code_directory where ${ofTenant}
        and expires_at < ${since(CODE_KEPT_MS)} limit ${ROWS_MAX})
      returning 1`,
    sql`delete from sessions where ${ofTenant} and id in (
      select s.id from sessions s where s.${ofTenant}
        and least(s.revoked_at, s.expires_at) < ${since(SESSION_KEPT_MS)}
        and exists (select 1 from sessions later where later.${ofTenant}
          and later.user_id = s.user_id and (later.last_seen_at, later.id) > (s.last_seen_at, s.id))
        limit ${ROWS_MAX})
      returning 1`,
  ];
}

/** Counted before anybody knows of which tenant somebody is, so they have none. */
async function pruneTries(runtime: Runtime, isTimeUp: () => boolean): Promise<number> {
  const text = `delete from "throttle"."rate_limits" where key in (
    select key from "throttle"."rate_limits" where expire < $1 limit ${ROWS_MAX})`;
  const values = [Date.parse(toIso(runtime.now()))];
  let removed = 0;
  for (let rows = ROWS_MAX; rows === ROWS_MAX && !isTimeUp(); removed += rows) {
    rows = (await runtime.database.countTries({ text, values })).rowCount;
  }
  return removed;
}
