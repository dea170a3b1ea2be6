import { readdirSync } from "node:fs";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Instant, instant } from "../../../core/time";
import { type Database, openDatabase } from "../../../db/client";
import type { Runtime } from "../../../server/context";
import { applyOverdue } from "../../../server/jobs/apply-overdue";
import { requestBacklogRun } from "../../../server/jobs/request-backlog-run";
import { TASKS } from "../../../server/jobs/tasks";
import { sendMails } from "../../../server/mail/send-mails";
import { systemContext } from "../../../server/tenants/system-context";
import { inTransaction } from "../../../server/transaction";
import { type MailServer, startMailServer } from "../../factories/mail-server";
import { testContext } from "../../factories/test-context";
import { closeTestRuntime, TEST_NOW } from "../../factories/test-runtime";
import { testDatabase } from "../../setup/test-database";
import { checksumOf, findLeaks, foreignSecrets } from "./canaries";
import { type FilledTenant, fillTwo } from "./fill-tenant";
import { hearChannels, strayOf } from "./hear-channels";
import { BOOKED, JOB_CASES, JOB_FILES, leaveSaleWaiting, listUncoveredJobs } from "./job-cases";
import { noteWalked } from "./note-walked";

type Task = (typeof TASKS)[string];
type Side = { readonly filled: FilledTenant; readonly foreign: ReadonlySet<string> };

const DAY_MS = 86_400_000;

let admin: postgres.Sql;
let ours: Side;
let theirs: Side;
/** As a role that no policy binds: what stays apart is what the queries themselves keep apart. */
let wallLess: Database;
let server: MailServer;
let channels: Awaited<ReturnType<typeof hearChannels>>;
let now: Instant = TEST_NOW;

beforeAll(async () => {
  const { adminUrl } = await testDatabase();
  admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  wallLess = openDatabase(adminUrl, { max: 2 });
  server = await startMailServer();
  channels = await hearChannels(admin);
  const two = await fillTwo(admin);
  const ids = { ours: two.theirs.tenant.tenantId, theirs: two.ours.tenant.tenantId };
  ours = { filled: two.ours, foreign: two.secrets };
  theirs = { filled: two.theirs, foreign: await foreignSecrets(admin, ids) };
});
afterAll(async () => {
  noteWalked("jobs", Object.keys(TASKS));
  await server.stop();
  await Promise.all([admin.end(), wallLess.close()]);
  await closeTestRuntime();
});

/** A deployment in which there are just these tenants, on the next day. */
function runtimeOf(tenants: readonly Side[], database: Database): Runtime {
  const [first] = tenants;
  if (!first) throw new Error("a job runs for somebody");
  const { runtime } = first.filled.tenant;
  const ids = tenants.map(({ filled }) => filled.tenant.tenantId);
  const listTenantIds = async () => ids;
  const at = now;
  return {
    ...runtime,
    mailer: server.mailer,
    now: () => at,
    database: { ...database, listTenantIds },
  };
}

const sumsOf = ({ filled }: Side) => checksumOf(admin, filled.tenant.tenantId);

type Sums = Awaited<ReturnType<typeof sumsOf>>;
const changedIn = (before: Sums, after: Sums) =>
  Object.keys(after).filter((table) => before[table] !== after[table]);

/** Run a job as if there were one tenant alone; what is wrong with all that came of it. */
async function runFor(
  task: Task,
  sides: { own: Side; other: Side; database: Database; touches: readonly string[] },
): Promise<string[]> {
  const { own, other, database, touches } = sides;
  const before = { own: await sumsOf(own), other: await sumsOf(other) };
  await channels.take();
  server.received.length = 0;
  const answer = await task(runtimeOf([own], database));
  const heard = await channels.take();
  const touched = changedIn(before.own, await sumsOf(own));
  const foreign = changedIn(before.other, await sumsOf(other));
  const told = JSON.stringify([answer, server.received]);
  return [
    ...foreign.map((table) => `it changes ${table} of another`),
    ...(touched.join() === touches.join() ? [] : [`it changes ${touched.join()} of its own`]),
    ...strayOf(heard, own.filled.tenant.tenantId),
    ...findLeaks(told, own.foreign, "").map((secret) => `it tells ${secret}`),
  ];
}

async function walk(task: Task, name: string, database: Database): Promise<string[]> {
  const { prepare, touches } = JOB_CASES[name] ?? { prepare: async () => undefined, touches: [] };
  now = instant(now + DAY_MS);
  for (const { filled } of [ours, theirs]) await prepare(filled, admin);
  // The second finds its own work undone, and so shows that the first left it alone.
  const first = await runFor(task, { own: ours, other: theirs, database, touches });
  const second = await runFor(task, { own: theirs, other: ours, database, touches });
  return [...first, ...second];
}

test("every job has its case, and every file of jobs its place", () => {
  expect(listUncoveredJobs(TASKS, JOB_CASES)).toEqual({ missing: [], superfluous: [] });
  const files = readdirSync("server/jobs").filter((file) => !file.includes(".test."));
  expect(files.sort()).toEqual(Object.keys(JOB_FILES).sort());
});

describe.each(Object.entries(TASKS))("%s", (name, task) => {
  test("does each tenant's work, and neither touches nor tells another's", async () => {
    expect(await walk(task, name, ours.filled.tenant.runtime.database)).toEqual([]);
  });

  test("does the same where the database has no walls", async () => {
    expect(await walk(task, name, wallLess)).toEqual([]);
  });

  test("tells who runs it for all of them nothing of anybody", async () => {
    const everybody = runtimeOf([ours, theirs], ours.filled.tenant.runtime.database);
    const answer = JSON.stringify(await task(everybody));
    expect(findLeaks(answer, new Set([...ours.foreign, ...theirs.foreign]), "")).toEqual([]);
  });
});

test("what a push does beside its own is its own tenant's", async () => {
  const database = wallLess;
  const touches = [...BOOKED, "terminals"];
  now = instant(now + DAY_MS);
  for (const { filled } of [ours, theirs]) await leaveSaleWaiting(filled, admin);
  for (const [own, other] of [[ours, theirs] as const, [theirs, ours] as const]) {
    const { tenantId } = own.filled.tenant;
    const step: Task = (runtime) => applyOverdue(systemContext(runtime, tenantId));
    expect(await runFor(step, { own, other, database, touches })).toEqual([]);
  }
});

test("a job that was asked for names nobody", async () => {
  await inTransaction(testContext(ours.filled.tenant, "system"), (tx) => requestBacklogRun(tx));
  const asked = await admin<{ payload: unknown }[]>`
    select payload from graphile_worker._private_jobs`;
  expect(asked.length).toBeGreaterThan(0);
  for (const { payload } of asked) expect(payload).toEqual({});
});

describe("the walk itself", () => {
  const walled = () => ours.filled.tenant.runtime.database;

  test("misses a job without a case", () => {
    const { missing } = listUncoveredJobs({ ...TASKS, unlisted: async () => null }, JOB_CASES);
    expect(missing).toEqual(["unlisted"]);
  });

  test("catches a job that does another tenant's work as well", async () => {
    const careless: Task = () => sendMails(runtimeOf([ours, theirs], walled()), { max: 10 });
    const problems = await walk(careless, "send_mails", walled());
    expect(problems).toContain("it changes outgoing_mails of another");
    expect(problems.join("\n")).toContain(`it tells ${theirs.filled.tenant.code}`);
  });

  test("catches a job that tells, or notifies, of another tenant", async () => {
    const foreign = theirs.filled.tenant.tenantId;
    const careless: Task = async () => {
      await admin.notify("kaunta_changes", foreign);
      await admin.notify("kaunta_streams", `${ours.filled.tenant.tenantId}/catalog: maize`);
      return { left: foreign };
    };
    const sides = { own: ours, other: theirs, database: walled(), touches: [] };
    expect(await runFor(careless, sides)).toEqual([
      `kaunta_changes says ${foreign}`,
      `kaunta_streams says ${ours.filled.tenant.tenantId}/catalog: maize`,
      `it tells ${foreign}`,
    ]);
  });

  test("catches a job that does nothing", async () => {
    const problems = await walk(async () => null, "apply_backlog", walled());
    expect(problems).toEqual(["it changes  of its own", "it changes  of its own"]);
  });
});
