import { afterAll, expect, test } from "vitest";
import { newTenant } from "../../tests/factories/new-tenant";
import { closeTestRuntime, testRuntime } from "../../tests/factories/test-runtime";
import { answerHealth } from "./answer-health";
import { handleCron } from "./handle-cron";

afterAll(closeTestRuntime);

const SECRET = "a secret of the scheduler, long enough";

async function call(options: { secret?: string; cronSecret?: string | null; task?: string }) {
  const { secret, cronSecret = SECRET, task = "apply_backlog" } = options;
  const response = await handleCron(
    new Request("http://localhost:3000/api/cron/x", {
      headers: secret === undefined ? {} : { authorization: `Bearer ${secret}` },
    }),
    { runtime: await testRuntime(), cronSecret, task },
  );
  return { status: response.status, body: await response.json() };
}

test("a scheduler with the secret runs the step", async () => {
  await newTenant();
  const answer = await call({ secret: SECRET });
  expect(answer).toMatchObject({ status: 200, body: { isComplete: true } });
});

test("and sends letters, of which there are none without a mail server", async () => {
  const answer = await call({ secret: SECRET, task: "send_mails" });
  expect(answer).toMatchObject({ status: 200, body: { sent: 0, failed: 0 } });
});

test.each([
  ["no secret", {}, 401],
  ["a wrong secret", { secret: "wrong" }, 401],
  ["an unknown task", { secret: SECRET, task: "toString" }, 404],
  ["a deployment without a secret", { secret: "", cronSecret: null }, 404],
])("%s runs nothing", async (_name, options, status) => {
  expect((await call(options)).status).toBe(status);
});

test("health says when the database cannot be reached", async () => {
  const { database, log } = await testRuntime();
  const ask = async (ping: () => Promise<void>) => {
    const response = await answerHealth({ database: { ...database, ping }, log, version: "1" });
    return { status: response.status, body: await response.json() };
  };
  expect(await ask(database.ping)).toEqual({
    status: 200,
    body: { status: "ok", database: "ok", version: "1" },
  });
  const down = await ask(() => Promise.reject(new Error("refused")));
  expect(down).toMatchObject({ status: 503, body: { database: "unreachable" } });
});
