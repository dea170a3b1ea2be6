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
