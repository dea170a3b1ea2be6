import { sql } from "drizzle-orm";
import type { Tx } from "../../db/client";

/** The job's name in the queue and in the cron route's path. */
export const APPLY_BACKLOG = "apply_backlog";

/** Ask, in the transaction that left something waiting, that somebody books the rest soon. */
export async function requestBacklogRun(tx: Tx): Promise<void> {
  await tx.execute(sql`
    select graphile_worker.add_job(${APPLY_BACKLOG}, job_key => ${APPLY_BACKLOG})`);
}
