import { DomainError } from "../../core/errors";
import { hashSecret, isSecretRight } from "../auth/device-token";
import type { Runtime } from "../context";
import { TASKS } from "../jobs/tasks";
import { problemOf } from "./problem";

/**
 * Run one bounded step for an outside scheduler, which shows the deployment's cron secret as a
 * bearer token. Without a secret there is no such door.
 */
export async function handleCron(
  request: Request,
  options: { runtime: Runtime; cronSecret: string | null; task: string },
): Promise<Response> {
  const { runtime, cronSecret, task } = options;
  try {
    if (cronSecret === null) throw new DomainError("not_found");
    const given = (request.headers.get("authorization") ?? "").replace(/^Bearer /, "");
    if (!isSecretRight(given, hashSecret(cronSecret))) throw new DomainError("unauthenticated");
    const run = Object.hasOwn(TASKS, task) ? TASKS[task] : undefined;
    if (run === undefined) throw new DomainError("not_found");
    return Response.json(await run(runtime), { headers: { "cache-control": "no-store" } });
  } catch (error) {
    const problem = problemOf(error, { id: runtime.newId(), log: runtime.log });
    return Response.json(problem, {
      status: problem.status,
      headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
    });
  }
}
