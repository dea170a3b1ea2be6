import { sql } from "drizzle-orm";
import { type Instant, toIso } from "../../core/time";
import type { Tx } from "../../db/client";

/** The job's name in the queue and in the cron route's path. */
export const APPLY_BACKLOG = "apply_backlog";

/**
 * Ask, in the transaction that left something waiting, that somebody books the rest: soon, or not
 * before an instant. A run that is asked for already is never put off; one that comes too early
 * asks for the next.
 */
export async function requestBacklogRun(tx: Tx, notBefore?: Instant): Promise<void> {
  await (notBefore === undefined
    ? tx.execute(sql`
        select graphile_worker.add_job(${APPLY_BACKLOG}, job_key => ${APPLY_BACKLOG})`)
    : tx.execute(sql`
        select graphile_worker.add_job(${APPLY_BACKLOG}, job_key => ${APPLY_BACKLOG},
          run_at => ${toIso(notBefore)}::timestamptz, job_key_mode => 'preserve_run_at')`));
}
