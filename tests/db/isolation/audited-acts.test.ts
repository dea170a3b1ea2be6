import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openSession } from "../../../server/auth/open-session";
import type { TenantContext } from "../../../server/context";
import { REST_ROUTES } from "../../../server/http/routes";
import { appRouter } from "../../../server/trpc/root";
import { accessTokenOf } from "../../factories/access-token-of";
import { testContext } from "../../factories/test-context";
import { closeTestRuntime } from "../../factories/test-runtime";
import { testDatabase } from "../../setup/test-database";
import { askProcedure, listWalked } from "./ask-procedure";
import { callRoute, nameOf } from "./ask-route";
import { checksumOf } from "./canaries";
import { type FilledTenant, fillTwo } from "./fill-tenant";
import { PROCEDURE_CASES } from "./procedure-cases";
import { ROUTE_CASES } from "./route-cases";

/** Acts that leave no entry, each for its reason; every other one leaves some. */
const UNRECORDED: Readonly<Record<string, string>> = {
  "session.resetFactor": "the walk names somebody who has no second factor: nothing changes",
  "POST /auth/refresh":
    "the session is on record; only what shows it changes, each quarter of an hour",
  "POST /sync/events": "each event is a link of its terminal's own chain",
  "PUT /sync/held-carts/{id}": "a cart put aside is no act of a person's office, and no money",
  "POST /sync/held-carts/{id}/take": "the same",
  "DELETE /sync/held-carts/{id}": "the same",
  "PUT /transactions/{id}/status": "the walk names the status that the sale has: nothing changes",
};

let admin: postgres.Sql;
let ours: FilledTenant;
let walked = 0;

beforeAll(async () => {
  admin = postgres((await testDatabase()).adminUrl, { max: 1, onnotice: () => undefined });
  ({ ours } = await fillTwo(admin));
});
afterEach(() => heal());
afterAll(async () => {
  console.info(`audit: ${walked} acts walked`);
  await admin.end();
  await closeTestRuntime();
});

/** From now on the audit trail of our tenant takes no entry. */
async function sicken(): Promise<void> {
  await admin.unsafe(`
    create or replace function test_refuse_audit() returns trigger language plpgsql as $$
    begin
      if new.tenant_id = '${ours.tenant.tenantId}' then
        raise exception 'the audit trail is full' using errcode = '23514';
      end if;
      return new;
    end $$;
    create or replace trigger test_refuse_audit before insert on audit_entries
      for each row execute function test_refuse_audit()`);
}

async function heal(): Promise<void> {
  await admin.unsafe(`
    drop trigger if exists test_refuse_audit on audit_entries;
    drop function if exists test_refuse_audit()`);
}

/** The owner, by a session that is there to be ended. */
async function signedIn(): Promise<TenantContext> {
  const context = testContext(ours.tenant, "owner");
  const { runtime, tenantId, users } = ours.tenant;
  const person = { tenantId, userId: users.owner.id };
  const client = { kind: "office", ip: null, userAgent: null, method: "password" } as const;
  const { sessionId } = await openSession(runtime, person, client);
  const { actor } = context;
  return actor.kind === "user" ? { ...context, actor: { ...actor, sessionId } } : context;
}

type Entry = { sequence: string; action: string };

const readEntries = () => admin<Entry[]>`
  select sequence, action from audit_entries where tenant_id = ${ours.tenant.tenantId}
  and sequence is not null order by sequence`;

/** Entries that an act added, which must follow what was there without a hole. */
async function entriesOf(act: () => Promise<unknown>): Promise<readonly Entry[]> {
  const before = await readEntries();
  await act();
  const after = await readEntries();
  const added = after.slice(before.length);
  expect(after.map(({ sequence }) => Number(sequence))).toEqual(after.map((_, at) => at + 1));
  return added;
}

/**
 * @param prepare makes the question, and what it names; it is made anew for each asking.
 */
async function expectRecorded<Question>(
  name: string,
  prepare: () => Promise<Question>,
  ask: (question: Question) => Promise<unknown>,
): Promise<void> {
  walked += 1;
  if (!(name in UNRECORDED)) {
    const question = await prepare();
    await sicken();
    const before = await checksumOf(admin, ours.tenant.tenantId);
    await ask(question).then(
      () => expect.fail(`${name} succeeds though nobody can know of it`),
      () => undefined,
    );
    expect(await checksumOf(admin, ours.tenant.tenantId)).toEqual(before);
    await heal();
  }
  const question = await prepare();
  const added = await entriesOf(() => ask(question));
  expect(added.length > 0, name).toBe(!(name in UNRECORDED));
  // One act, one entry of its name; what it had to make on the way has its own.
  const names = added.map(({ action }) => action);
  expect(new Set(names).size, names.join()).toBe(names.length);
}

// Before the procedures, which end keys and turn on factors that these would need.
const WRITES = REST_ROUTES.filter(({ method }) => method !== "GET").map((route) => ({
  name: nameOf(route),
  route,
}));

describe.each(WRITES)("$name", ({ name, route }) => {
  test("is on record, or did not happen", async () => {
    const { runtime } = ours.tenant;
    const device = ours.here.device.deviceToken;
    const token = await accessTokenOf(ours.tenant, "owner");
    const shown = route.access === "terminal" ? device : route.access === "public" ? null : token;
    await expectRecorded(
      name,
      async () => ROUTE_CASES[name]?.request(ours.here) ?? { path: "/" },
      async (request) => {
        const { status, body } = await callRoute(runtime, route, { token: shown, request });
        expect([name, status < 400 ? "ok" : `${status} ${body.code}`]).toEqual([name, "ok"]);
      },
    );
  });
});

const MUTATIONS = listWalked(appRouter).filter(({ type }) => type === "mutation");

describe.each(MUTATIONS)("$path", ({ path }) => {
  test("is on record, or did not happen", async () => {
    const context = await signedIn();
    const { runtime } = ours.tenant;
    await expectRecorded(
      path,
      async () => PROCEDURE_CASES[path]?.input?.(ours.here),
      async (input) => {
        const answer = await askProcedure(appRouter, { path, runtime, tenant: context, input });
        expect([path, answer.code]).toEqual([path, "ok"]);
      },
    );
  });
});
