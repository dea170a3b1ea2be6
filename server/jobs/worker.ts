import { run } from "graphile-worker";
import { processEnv } from "../env";
import { SEND_MAILS } from "../mail/send-mails";
import { createRuntime } from "../runtime";
import { ANCHOR_AUDIT } from "./anchor-audit";
import { PRUNE } from "./prune";
import { APPLY_BACKLOG } from "./request-backlog-run";
import { TASKS } from "./tasks";

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
    taskList: Object.fromEntries(
      Object.entries(TASKS).map(([name, task]) => [
        name,
        async () => {
          await task(runtime);
        },
      ]),
    ),
    crontab: [
      ...[APPLY_BACKLOG, SEND_MAILS].map((task) => `* * * * * ${task} ?max=1`),
      `7 * * * * ${ANCHOR_AUDIT} ?max=1`,
      `37 3 * * * ${PRUNE} ?max=1`,
    ].join("\n"),
  });
  await runner.promise;
  await runtime.database.close();
}

await work();
