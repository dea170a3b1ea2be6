import { expect, test } from "vitest";
import type { PushRequest } from "../../core/sync/protocol-v1";
import { openMemoryStore } from "../store/memory-store";
import type { StoreTransaction, TillStore } from "../store/till-store";
import { change, FLOUR, LIST_ID } from "../testing/fake-shop";
import { createTestShop, openSellingTill, openTill } from "../testing/test-till";
import { storageRoom, usedShare } from "./storage-room";

const GB = 1_000_000_000;

const room = (usedBytes: number | null, quotaBytes: number | null) => ({
  isPersisted: true,
  usedBytes,
  quotaBytes,
});

test.each([
  [null, "unknown"],
  [room(null, GB), "unknown"],
  [room(1, 0), "unknown"],
  [room(0.69 * GB, GB), "plenty"],
  [room(0.7 * GB, GB), "scarce"],
  [room(0.849 * GB, GB), "scarce"],
  [room(0.85 * GB, GB), "out"],
  [room(2 * GB, GB), "out"],
] as const)("[TC9] %j is %s", (storage, expected) => {
  expect(storageRoom(storage)).toBe(expected);
});

test("a share is never above the whole", () => {
  expect(usedShare(room(2 * GB, GB))).toBe(1);
});

test("[TC9] without room fetching waits and selling and sending go on; with room it goes on", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  await shop.world.advance(300);
  till.noteStorage(room(0.9 * GB, GB));
  const dearer = { ...FLOUR, prices: [{ priceListId: LIST_ID, priceMinor: 17_000 }] };
  shop.server.changes.push(change("product", FLOUR.id, dearer));
  await shop.world.advance(60_000);
  expect(till.getSnapshot().sync).toMatchObject({ isPullPaused: true, kind: "synced" });
  till.commands.scan("FLR-2");
  expect((await till.commands.takePayment({ method: "cash" })).totalMinor).toBe(16_500);
  await shop.world.advance(300);
  expect(shop.server.inbox.size).toBe(2);
  till.noteStorage(room(0.5 * GB, GB));
  await shop.world.advance(31_000);
  expect(till.getSnapshot().sync.isPullPaused).toBe(false);
  expect(till.findProduct(FLOUR.id)?.priceMinor).toBe(17_000);
});

test("[TC9] a till that cannot sell yet fetches what a sale needs, whatever room there is", async () => {
  const shop = createTestShop();
  const till = openTill(shop);
  await till.start();
  till.noteStorage(room(0.95 * GB, GB));
  await till.commands.enrol(shop.server.enrolment);
  await shop.world.advance(0);
  expect(till.getSnapshot().till.status).toBe("locked");
});

test("[TD4] every push tells the server what the browser said of its room", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  till.noteStorage(room(10, GB));
  await shop.world.advance(31_000);
  const told = shop.server.requests.flatMap(({ path, body }) =>
    path.endsWith("/events") ? [(body as PushRequest).storage] : [],
  );
  expect(told.at(-1)).toEqual(room(10, GB));
});

test("[TC9] downloads never touch the log", async () => {
  const shop = createTestShop();
  const store = openMemoryStore(shop.disk);
  let isWatched = false;
  const written: string[] = [];
  const watched = (transaction: StoreTransaction): StoreTransaction => ({
    ...transaction,
    async put(name, key, value) {
      if (isWatched) written.push(`${name} ${key}`);
      await transaction.put(name, key, value);
    },
    async delete(name, key) {
      if (isWatched) written.push(`${name} ${key}`);
      await transaction.delete(name, key);
    },
    async clear(name) {
      if (isWatched) written.push(name);
      await transaction.clear(name);
    },
  });
  const spied: TillStore = {
    ...store,
    log: { ...store.log, write: (work) => store.log.write((inner) => work(watched(inner))) },
  };
  const till = await openSellingTill(shop, { store: spied });
  till.commands.scan("FLR-2");
  await shop.world.advance(1_000);
  isWatched = true;
  shop.server.changes.push(change("product", FLOUR.id, null));
  shop.server.pullScript.push({ status: 410, body: null, retryAfterMs: null });
  await shop.world.advance(29_000);
  expect(till.findProduct(FLOUR.id)).toBeNull();
  expect(till.getSnapshot().cart.lines).toHaveLength(1);
  expect(written).toEqual([]);
});
