import { readdirSync, readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase, type Tx } from "../../../db/client";
import { newTenant, type TestTenant } from "../../factories/new-tenant";
import { closeTestRuntime } from "../../factories/test-runtime";
import { testDatabase } from "../../setup/test-database";

let ours: TestTenant;
let theirs: TestTenant;
/** One connection, so that every use of it meets what the one before left behind. */
let single: Database;

beforeAll(async () => {
  ours = await newTenant();
  theirs = await newTenant();
  single = openDatabase((await testDatabase()).appUrl, { max: 1 });
});
afterAll(async () => {
  await single.close();
  await closeTestRuntime();
});

const ENDED = { cause: { message: "the transaction has ended" } };

const readTenants = (tx: Tx) =>
  tx.execute<{ code: string }>(sql`select code from tenants`).then((rows) => [...rows]);

describe("a transaction handle", () => {
  test("is of no use once its transaction has ended", async () => {
    let kept: Tx | undefined;
    await single.withTenant(ours.tenantId, async (tx) => {
      kept = tx;
      expect(await readTenants(tx)).toEqual([{ code: ours.code }]);
    });
    await single.withTenant(theirs.tenantId, async (tx) => {
      await readTenants(tx);
      await expect(readTenants(kept as Tx)).rejects.toMatchObject(ENDED);
    });
  });

  test("left behind by a failure beside it cannot reach the next tenant", async () => {
    let arrive: () => void = () => undefined;
    const next = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    let late: Promise<unknown> | undefined;
    const failed = single.withTenant(ours.tenantId, async (tx) => {
      late = readTenants(tx)
        .then(() => next)
        .then(() => readTenants(tx));
      late.catch(() => undefined);
      await readTenants(tx);
      throw new Error("beside");
    });
    await expect(failed).rejects.toThrow("beside");
    await single.withTenant(theirs.tenantId, async (tx) => {
      await readTenants(tx);
      arrive();
      await expect(late).rejects.toMatchObject(ENDED);
      expect(await readTenants(tx)).toEqual([{ code: theirs.code }]);
    });
  });

  test("of a savepoint ends with the savepoint", async () => {
    await single.withTenant(ours.tenantId, async (tx) => {
      let kept: Tx | undefined;
      await tx.transaction(async (savepoint) => {
        kept = savepoint;
        await readTenants(savepoint);
      });
      await expect(readTenants(kept as Tx)).rejects.toMatchObject(ENDED);
      expect(await readTenants(tx)).toEqual([{ code: ours.code }]);
    });
  });
});

describe("the door", () => {
  test("refuses what is not a tenant id before anything is sent", async () => {
    for (const id of ["", "'; select 1 --", `${ours.tenantId}x`, ours.code]) {
      await expect(async () => single.withTenant(id, readTenants)).rejects.toThrow(
        "a tenant id is a UUID",
      );
    }
  });

  test("shows nothing of a tenant that does not exist", async () => {
    expect(await single.withTenant(ours.runtime.newId(), readTenants)).toEqual([]);
  });

  test.each(["commit", "rollback"])("is shut again after a %s", async (end) => {
    const client = postgres((await testDatabase()).appUrl, { max: 1 });
    const left = async () => {
      const [row] = await client`
        select coalesce(current_setting('app.tenant_id', true), '') as tenant,
          (select count(*)::int from tenants) as seen`;
      return row;
    };
    try {
      expect(await left()).toEqual({ tenant: "", seen: 0 });
      await client
        .begin(async (transaction) => {
          await transaction`select app_enter(${ours.tenantId})`;
          const [row] = await transaction`select count(*)::int as seen from tenants`;
          expect(row).toEqual({ seen: 1 });
          if (end === "rollback") await transaction`select 1 / 0`;
        })
        .catch((error: { code?: string }) => expect(error.code).toBe("22012"));
      expect(await left()).toEqual({ tenant: "", seen: 0 });
    } finally {
      await client.end();
    }
  });

  test("is the only way to the database from the program", () => {
    const around = /from "(postgres|pg|drizzle-orm\/postgres-js)"|set_config\(|app_enter\(/;
    const files = ["core", "server", "app", "components", "till"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .map((file) => `${folder}/${file}`)
        .filter((file) => /(?<!\.test)\.tsx?$/.test(file)),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => around.test(readFileSync(file, "utf8")))).toEqual([]);
  });

  test("opens for nobody without a tenant", async () => {
    const client = postgres((await testDatabase()).appUrl, { max: 1 });
    await expect(client`select app_enter(null)`).rejects.toMatchObject({ code: "42501" });
    await client.end();
  });
});
