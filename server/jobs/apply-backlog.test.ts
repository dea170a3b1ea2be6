import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeGap } from "../../core/sync/close-gap";
import { instant } from "../../core/time";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal, type TestTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../tests/factories/test-runtime";
import { testDatabase } from "../../tests/setup/test-database";
import { eventStore } from "../till-sync/event-store";
import { readBacklog } from "../till-sync/read-backlog";
import { serverEnv } from "../till-sync/server-env";
import { lockTerminal } from "../till-sync/terminal-row";
import { inTransaction } from "../transaction";
import { applyBacklog, applyTenants } from "./apply-backlog";

const TEN_MINUTES_MS = 600_000;

let admin: postgres.Sql;
let runtime: TestRuntime;
let tenant: TestTenant;
let first: TestTerminal;
let second: TestTerminal;

beforeAll(async () => {
  const { adminUrl } = await testDatabase();
  admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  runtime = await testRuntime();
});

beforeEach(async () => {
  tenant = await newTenant(runtime);
  first = await newTerminal(tenant);
  second = await newTerminal(tenant);
  await admin`select graphile_worker.remove_job('apply_backlog')`;
});

afterEach(() => heal());

afterAll(async () => {
  await admin.end();
  await closeTestRuntime();
});

const idOf = (terminal: TestTerminal) => terminal.certificate.terminalId;

/** From now on nothing of these terminals can be booked, by no fault of theirs. */
async function sicken(...terminals: readonly TestTerminal[]): Promise<void> {
  const ids = terminals.map((terminal) => `'${idOf(terminal)}'`).join(", ");
  await admin.unsafe(`
    create or replace function test_refuse() returns trigger language plpgsql as $$
    begin
      if new.terminal_id in (${ids}) then
        raise exception 'no room for now' using errcode = '55P03';
      end if;
      return new;
    end $$;
    create or replace trigger test_refuse before insert on sales
      for each row execute function test_refuse()`);
}

async function heal(): Promise<void> {
  await admin.unsafe(`
    drop trigger if exists test_refuse on sales;
    drop function if exists test_refuse()`);
}

async function standOf(terminal: TestTerminal) {
  const [row] = await admin<
    { applied: number; failures: number; after: Date | null; error: string | null; sold: number }[]
  >`select applied_sequence::int as applied, apply_failures as failures, apply_after as after,
      apply_error as error, (select count(*)::int from sales
        where tenant_id = ${tenant.tenantId} and terminal_id = ${idOf(terminal)}) as sold
    from terminals where tenant_id = ${tenant.tenantId} and id = ${idOf(terminal)}`;
  if (!row) throw new Error("the terminal exists");
  return row;
}

const run = () => applyTenants([testContext(tenant, "system")], { msMax: 10_000, publishes: true });

const sell = (terminal: TestTerminal, count: number) =>
  terminal.push(Array.from({ length: count }, () => terminal.sealSale()));

describe("booking that failed by no fault of an event", () => {
  it("[EV12] is tried again when its time has come, and not before", async () => {
    await sicken(first);
    const answer = await sell(first, 3);
    expect(answer).toMatchObject({ receivedThrough: 3, appliedThrough: 0, quarantined: [] });
    const failed = await standOf(first);
    expect(failed).toMatchObject({ applied: 0, failures: 1, error: expect.any(String) });
    expect(failed.after?.getTime()).toBeGreaterThan(runtime.now());

    await heal();
    await run();
    expect(await standOf(first)).toEqual(failed);
    expect(await sell(first, 1)).toMatchObject({ receivedThrough: 4, appliedThrough: 0 });

    runtime.clock.set(instant(failed.after?.getTime() ?? 0));
    expect(await run()).toMatchObject({ applied: 4, isComplete: true });
    expect(await standOf(first)).toEqual({
      applied: 4,
      failures: 0,
      after: null,
      error: null,
      sold: 4,
    });
  });

  it("[EV12] waits longer each time, and the next run is asked for then", async () => {
    await sicken(first);
    await sell(first, 1);
    const bounds: number[] = [];
    for (let failures = 2; failures <= 12; failures += 1) {
      runtime.clock.advance(TEN_MINUTES_MS);
      await admin`select graphile_worker.remove_job('apply_backlog')`;
      await run();
      const { after, ...stand } = await standOf(first);
      expect(stand).toMatchObject({ applied: 0, failures });
      bounds.push((after?.getTime() ?? 0) - runtime.now());
      const [job] = await admin<{ run_at: Date }[]>`
        select run_at from graphile_worker.jobs where key = 'apply_backlog'`;
      expect(job?.run_at).toEqual(after);
    }
    expect(bounds[0]).toBeLessThan(4_001);
    expect(bounds.at(-1)).toBeGreaterThanOrEqual(150_000);
    expect(Math.max(...bounds)).toBeLessThanOrEqual(300_000);
  });

  it("does not hold up others, nor put off a run that is asked for", async () => {
    await sicken(first, second);
    await sell(first, 2);
    await sell(second, 2);
    runtime.clock.advance(TEN_MINUTES_MS);
    await sicken(first);
    expect(await run()).toMatchObject({ applied: 2, isComplete: true });
    expect(await standOf(first)).toMatchObject({ applied: 0, failures: 2, sold: 0 });
    expect(await standOf(second)).toMatchObject({ applied: 2, failures: 0, sold: 2 });
  });

  it("shows how much waits, and since when", async () => {
    const context = testContext(tenant, "owner");
    const none = { events: 0, terminals: 0, retrying: 0, oldestReceivedAt: null };
    expect(await readBacklog(context)).toEqual(none);
    await sicken(first);
    const at = new Date(runtime.now()).toISOString();
    await sell(first, 2);
    await sell(second, 1);
    expect(await readBacklog(context)).toEqual({
      events: 2,
      terminals: 1,
      retrying: 1,
      oldestReceivedAt: at,
    });
    const elsewhere = testContext(tenant, "owner", { storeIds: [tenant.stores[1].id] });
    expect(await readBacklog(elsewhere)).toEqual(none);
    await expect(readBacklog(testContext(tenant, "cashier"))).rejects.toThrow("permission_denied");
  });
});

describe("a backlog", () => {
  it("is booked once by two who run at once", async () => {
    await sicken(first, second);
    await sell(first, 30);
    await sell(second, 30);
    await heal();
    runtime.clock.advance(TEN_MINUTES_MS);
    const runs = await Promise.all([run(), run(), run()]);
    expect(runs.reduce((sum, { applied }) => sum + applied, 0)).toBe(60);
    expect(await standOf(first)).toMatchObject({ applied: 30, sold: 30 });
    expect(await standOf(second)).toMatchObject({ applied: 30, sold: 30 });
  });

  it("of a terminal that somebody is at is left to them", async () => {
    await sicken(first, second);
    await sell(first, 1);
    await sell(second, 1);
    await heal();
    runtime.clock.advance(TEN_MINUTES_MS);
    await inTransaction(testContext(tenant, "system"), async (tx) => {
      await lockTerminal(tx, tenant.tenantId, idOf(first));
      expect(await run()).toMatchObject({ applied: 1, isComplete: true });
    });
    expect(await standOf(first)).toMatchObject({ applied: 0, failures: 1 });
  });

  it("that is not done when time is up asks for another run at once", async () => {
    await sicken(first);
    await sell(first, 1);
    await heal();
    runtime.clock.advance(TEN_MINUTES_MS);
    await admin`select graphile_worker.remove_job('apply_backlog')`;
    const context = testContext(tenant, "system");
    expect(await applyTenants([context], { msMax: -1, publishes: true })).toMatchObject({
      applied: 0,
      isComplete: false,
    });
    const jobs = await admin`
      select 1 from graphile_worker.jobs where key = 'apply_backlog' and run_at <= now()`;
    expect(jobs).toHaveLength(1);
    expect(await applyBacklog(runtime, { msMax: 60_000 })).toMatchObject({ isComplete: true });
    expect(await standOf(first)).toMatchObject({ applied: 1, failures: 0 });
  });

  it("of events that came after their gap was closed is booked too", async () => {
    const [one, two, three] = [first.sealSale(), first.sealSale(), first.sealSale()];
    await first.push([one, three]);
    const context = testContext(tenant, "owner");
    await inTransaction(context, (tx) =>
      closeGap(
        eventStore(tx, context),
        {
          terminalId: idOf(first),
          range: [2, 2],
          reason: "The tablet was stolen",
          closedById: tenant.users.owner.id,
        },
        serverEnv(context),
      ),
    );
    expect(await standOf(first)).toMatchObject({ applied: 3, sold: 2 });
    await sicken(first);
    await first.push([two]);
    expect(await readBacklog(context)).toMatchObject({ events: 1, terminals: 1, retrying: 1 });
    await heal();
    runtime.clock.advance(TEN_MINUTES_MS);
    await run();
    expect(await standOf(first)).toMatchObject({ applied: 3, sold: 3, failures: 0 });
    expect(await readBacklog(context)).toMatchObject({ events: 0, terminals: 0 });
  });

  it("that nobody books is moved on by another till's push", async () => {
    await sicken(first);
    await sell(first, 1);
    await heal();
    runtime.clock.advance(TEN_MINUTES_MS);
    await sell(second, 1);
    expect(await standOf(first)).toMatchObject({ applied: 1, sold: 1, failures: 0 });
  });
});
