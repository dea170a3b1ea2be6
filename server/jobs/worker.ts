import { run } from "graphile-worker";
import { processEnv } from "../env";
import { SEND_MAILS, sendMails } from "../mail/send-mails";
import { createRuntime } from "../runtime";
import { ANCHOR_AUDIT, anchorAudit } from "./anchor-audit";
import { applyBacklog } from "./apply-backlog";
import { APPLY_BACKLOG } from "./request-backlog-run";

/** Leaves the rest for the next run, so that one run never holds the queue. */
const RUN_MS_MAX = 20_000;
const LETTERS_MAX = 100;

/**
 * The background process beside the server. Nothing depends on it for being right: a cron route
 * or the next request does the same bounded steps.
 */
async function work(): Promise<void> {
  const env = processEnv();
  const runtime = createRuntime(env);
  const runner = await run({
    connectionString: env.databaseUrl,
    concurrency: 2,
    taskList: {
      [APPLY_BACKLOG]: async () => {
        await applyBacklog(runtime, { msMax: RUN_MS_MAX });
      },
      [ANCHOR_AUDIT]: async () => {
        await anchorAudit(runtime, { msMax: RUN_MS_MAX });
      },
      [SEND_MAILS]: async () => {
        await sendMails(runtime, { max: LETTERS_MAX });
      },
    },
    crontab: [
      ...[APPLY_BACKLOG, SEND_MAILS].map((task) => `* * * * * ${task} ?max=1`),
      `7 * * * * ${ANCHOR_AUDIT} ?max=1`,
    ].join("\n"),
  });
  await runner.promise;
  await runtime.database.close();
}

await work();
