import { randomBytes } from "node:crypto";
import pino from "pino";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrateDatabase } from "../../../db/migrate";
import { prepareGivenDatabase } from "../../../scripts/shop/given-database";
import { answerHealth } from "../../../server/http/answer-health";
import { createRuntime } from "../../../server/runtime";
import { type TestDatabase, testDatabase } from "../../setup/test-database";

/** Roles that row-level security does not bind, or that could lift it. */
const UNBOUND: readonly (readonly [name: string, rights: string])[] = [
  ["steps around the walls", "bypassrls"],
  ["may make roles", "createrole"],
  ["is a member of the tables' owner", "in role kaunta_admin"],
];

let database: TestDatabase;
let admin: postgres.Sql;
const made: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  admin = postgres(database.adminUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  for (const name of made) await admin.unsafe(`drop owned by ${name}; drop role ${name}`);
  await admin.end();
});

async function loginWith(rights: string): Promise<string> {
  const name = `given_${randomBytes(6).toString("hex")}`;
  await admin.unsafe(`create role ${name} login password 'given' ${rights}`);
  made.push(name);
  const url = new URL(database.adminUrl);
  url.username = name;
  url.password = "given";
  return url.toString();
}

describe.each(UNBOUND)("a login that %s", (_name, rights) => {
  test("enters no tenant, and no process that has it is healthy", async () => {
    const databaseUrl = await loginWith(rights);
    const runtime = createRuntime({ databaseUrl, authSecret: "x".repeat(32), appUrl: "http://x" });
    const entering = runtime.database.withTenant(runtime.newId(), async () => "inside");
    await expect(entering).rejects.toThrow("could step around the walls");
    const log = pino({ level: "silent" });
    expect((await answerHealth({ ...runtime, log })).status).toBe(503);
    await runtime.database.close();
  });

  test("is not migrated for", async () => {
    const appUrl = await loginWith(rights);
    const migrated = migrateDatabase({ adminUrl: database.adminUrl, appUrl });
    await expect(migrated).rejects.toThrow("step around the walls between tenants");
    const [member] = await admin`
      select 1 from pg_auth_members where member::regrole::text = ${new URL(appUrl).username}
        and roleid = 'kaunta_app'::regrole`;
    expect(member).toBeUndefined();
  });

  test("is not served with where nobody may make another", async () => {
    const prepared = prepareGivenDatabase({
      databaseUrl: await loginWith(rights),
      databaseAdminUrl: undefined,
      authSecret: "a secret of the tests, thirty-two characters",
      say: () => undefined,
    });
    await expect(prepared).rejects.toThrow("step around the walls between tenants");
  });
});

test("the owner is not migrated for as the application", async () => {
  const { adminUrl } = database;
  const migrated = migrateDatabase({ adminUrl, appUrl: adminUrl });
  await expect(migrated).rejects.toThrow("step around the walls between tenants");
});

test("a login that the walls bind may serve", async () => {
  const databaseUrl = await loginWith("in role kaunta_app");
  const prepared = await prepareGivenDatabase({
    databaseUrl,
    databaseAdminUrl: undefined,
    authSecret: "a secret of the tests, thirty-two characters",
    say: () => undefined,
  });
  expect(prepared).toEqual({ adminUrl: null, appUrl: databaseUrl });
});
