import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { uuidFrom } from "../core/ids";
import { testDatabase } from "../tests/setup/test-database";
import { openDatabase } from "./client";

const POOL = 4;
/** Far beyond what a local connection takes. */
const REACH_MS = 3_000;

type Gate = { readonly url: string; shut(): void; open(): void; close(): void };

/** A way to the database on which every connection breaks while it is shut. */
async function openGate(databaseUrl: string): Promise<Gate> {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isOpen = true;
  const server = createServer((near) => {
    if (!isOpen) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(Number(port), hostname);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  const breakAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    url: url.toString(),
    shut() {
      isOpen = false;
      breakAll();
    },
    open() {
      isOpen = true;
    },
    close() {
      breakAll();
      server.close();
    },
  };
}

test("whatever meets an outage is refused and never left without an answer", async () => {
  const gate = await openGate((await testDatabase()).appUrl);
  const database = openDatabase(gate.url, { max: POOL, reachMsMax: REACH_MS });
  const tenantId = uuidFrom("a tenant");
  const ask = (turn: number) =>
    turn % 2 === 0
      ? database.ping()
      : database.withTenant(tenantId, (tx) => tx.execute(sql`select 1`));
  await Promise.all(Array.from({ length: POOL }, (_, turn) => ask(turn)));
  for (const round of [1, 2, 3]) {
    // What is handed over in the moment of breaking, and what comes while it is broken.
    const before = Array.from({ length: POOL }, (_, turn) => ask(turn).catch(() => "refused"));
    gate.shut();
    const during = Array.from({ length: 3 * POOL }, (_, turn) =>
      ask(turn).then(
        () => "answered",
        () => "refused",
      ),
    );
    await Promise.all(before);
    expect(new Set(await Promise.all(during)), `round ${round}`).toEqual(new Set(["refused"]));
    gate.open();
    // The first ones may still be lost by the driver; then they are refused, and others answered.
    let hasAnswered = false;
    while (!hasAnswered) {
      const outcomes = await Promise.allSettled(Array.from({ length: 2 }, (_, turn) => ask(turn)));
      hasAnswered = outcomes.every(({ status }) => status === "fulfilled");
    }
  }
  await database.close();
  gate.close();
}, 120_000);

test("work that only reads changes nothing, and gives its connection back when its commit is done", async () => {
  const database = openDatabase((await testDatabase()).appUrl, { max: 1 });
  const tenantId = uuidFrom("a tenant");
  const read = <Result>(statement: ReturnType<typeof sql>) =>
    database.withTenant(tenantId, (tx) => tx.execute<{ at: Result }>(statement), { isRead: true });
  for (let turn = 0; turn < 20; turn += 1) {
    const [row] = await read<string>(sql`select app_tenant_of_test.at from (
      select current_setting('app.tenant_id') as at) as app_tenant_of_test`);
    expect(row?.at).toBe(tenantId);
  }
  const change = read(sql`delete from user_stores where tenant_id = ${tenantId}::uuid`);
  await expect(change).rejects.toMatchObject({ cause: { code: "25006" } });
  const broken = database.withTenant(tenantId, () => Promise.reject(new Error("ours")), {
    isRead: true,
  });
  await expect(broken).rejects.toThrow("ours");
  await expect(
    database.withTenant(tenantId, (tx) => tx.execute(sql`select 1 as one`)),
  ).resolves.toHaveLength(1);
  await database.close();
});

test("a transaction fails by what went wrong first, whichever of its statements is heard first", async () => {
  const database = openDatabase((await testDatabase()).appUrl);
  const tenantId = uuidFrom("a tenant");
  const failing = sql`do $$ begin raise exception 'busy' using errcode = '55P03'; end $$`;
  const both = (nest: boolean) =>
    database.withTenant(tenantId, async (tx) => {
      const run = async (scope: typeof tx) => {
        const first = scope.execute(failing);
        const second = scope.execute(sql`select 1`);
        const outcomes = Promise.allSettled([first, second]);
        await second;
        await outcomes;
      };
      await (nest ? tx.transaction(run) : run(tx));
    });
  for (const nest of [false, true]) {
    await expect(both(nest), String(nest)).rejects.toMatchObject({ code: "55P03" });
  }
  await database.close();
});

test.each(["returns", "throws"])(
  "work whose connection broke and that %s later touches nothing on the one that came after",
  async (ending) => {
    const gate = await openGate((await testDatabase()).appUrl);
    const database = openDatabase(gate.url, { max: 1, reachMsMax: REACH_MS });
    const tenant = { lost: uuidFrom("one tenant"), next: uuidFrom("another tenant") };
    const tenantNow = sql`select current_setting('app.tenant_id') as at`;
    const late = handOver<() => Promise<unknown>>();
    const resume = handOver<null>();
    const lost = database.withTenant(tenant.lost, async (tx) => {
      await tx.execute(tenantNow);
      late.resolve(() => tx.execute(sql`select set_config('app.tenant_id', 'crossed', true)`));
      await resume.promise;
      if (ending === "throws") throw new Error("ours");
    });
    const askLate = await late.promise;
    gate.shut();
    await expect(lost).rejects.toThrow();
    gate.open();
    const seen = await untilAnswered(() =>
      database.withTenant(tenant.next, async (tx) => {
        await tx.execute(tenantNow);
        await expect(askLate()).rejects.toMatchObject({
          cause: { message: "the transaction has ended" },
        });
        resume.resolve(null);
        await new Promise(setImmediate);
        await new Promise(setImmediate);
        return tx.execute<{ at: string }>(tenantNow);
      }),
    );
    expect([...seen]).toEqual([{ at: tenant.next }]);
    await database.close();
    gate.close();
  },
);

/** A promise that is settled from outside. */
function handOver<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** The driver may lose the first that comes after an outage; it is refused and asked again. */
async function untilAnswered<Result>(ask: () => Promise<Result>): Promise<Result> {
  for (;;) {
    const [outcome] = await Promise.allSettled([ask()]);
    if (outcome.status === "fulfilled") return outcome.value;
    if (outcome.reason instanceof Error && outcome.reason.name === "AssertionError") {
      throw outcome.reason;
    }
  }
}
