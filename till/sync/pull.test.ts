import { expect, test } from "vitest";
import { openMemoryStore } from "../store/memory-store";
import { change, FLOUR, LIST_ID, MILK, product, SHOP, shopChanges } from "../testing/fake-shop";
import { createTestShop, openSellingTill, openTill } from "../testing/test-till";

test("[TC4] the first load is usable page by page: selling begins before the last product came", async () => {
  const shop = createTestShop();
  const products = Array.from({ length: 12_000 }, (_, at) => product(at + 1));
  shop.server.changes = shopChanges(products);
  const till = openTill(shop);
  await till.start();
  await till.commands.enrol(shop.server.enrolment);
  const counts: number[] = [];
  till.subscribe(() => counts.push(till.getSnapshot().catalog.productCount));
  await shop.world.advance(0);
  expect(counts).toContain(500 - 7);
  expect(till.getSnapshot().catalog).toMatchObject({
    productCount: 12_000,
    isFirstLoadRunning: false,
  });
  const limits = shop.server.requests
    .filter((request) => request.path.includes("/changes"))
    .map((request) => new URLSearchParams(request.path.split("?")[1]).get("limit"));
  expect(limits).toEqual(["500", "4507", "5000", "5000"]);
});

test("[TC4] a first load that was cut off goes on where it stood", async () => {
  const shop = createTestShop();
  shop.server.changes = shopChanges(Array.from({ length: 2_000 }, (_, at) => product(at + 1)));
  const till = openTill(shop);
  await till.start();
  shop.server.pullScript.push();
  await till.commands.enrol(shop.server.enrolment);
  await till.stop();
  shop.disk.flush();
  shop.server.requests.length = 0;
  const again = openTill(shop);
  await again.start();
  await shop.world.advance(0);
  expect(again.getSnapshot().catalog.productCount).toBe(2_000);
});

test("a change of price, a withdrawn product and a new one arrive within 30 seconds", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  const dearer = { ...FLOUR, prices: [{ priceListId: LIST_ID, priceMinor: 17_000 }] };
  const renamed = product(9, { name: "Kabras sugar 1 kg", barcodes: [] });
  shop.server.changes.push(
    change("product", FLOUR.id, dearer),
    change("product", MILK.id, null),
    change("product", renamed.id, renamed),
  );
  await shop.world.advance(30_000);
  expect(till.findProduct(FLOUR.id)?.priceMinor).toBe(17_000);
  expect(till.commands.scan("6161100600010")).toMatchObject({ kind: "unknown" });
  expect(till.search({ text: "kabras" }).products.map((found) => found.name)).toEqual([
    "Kabras sugar 1 kg",
  ]);
  till.commands.scan("FLR-2");
  expect(till.getSnapshot().cart.totalMinor).toBe(17_000);
  await till.stop();
  shop.disk.flush();
  const again = openTill(shop);
  await again.start();
  expect(again.findProduct(FLOUR.id)?.priceMinor).toBe(17_000);
  expect(again.findProduct(MILK.id)).toBeNull();
});

test("a price that changes does not change what already lies in the cart", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  till.commands.scan("FLR-2");
  const dearer = { ...FLOUR, prices: [{ priceListId: LIST_ID, priceMinor: 17_000 }] };
  shop.server.changes.push(change("product", FLOUR.id, dearer));
  await shop.world.advance(30_000);
  till.commands.scan("FLR-2");
  const { lines } = till.getSnapshot().cart;
  expect(lines.map((line) => [line.quantityMilli, line.unitPriceMinor])).toEqual([
    [1_000, 16_500],
    [1_000, 17_000],
  ]);
});

test("[TC4] a later load shows nothing until all its pages came", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  const seen = new Set<string>();
  till.subscribe(() => {
    const { store } = till.getSnapshot().till as { store?: { name: string } };
    seen.add(`${store?.name} ${till.getSnapshot().catalog.productCount}`);
  });
  shop.server.changes.push(
    change("store", SHOP.id, { ...SHOP, name: "Kilimani Plaza" }),
    ...Array.from({ length: 6_000 }, (_, at) => {
      const item = product(at + 100);
      return change("product", item.id, item);
    }),
  );
  await shop.world.advance(30_000);
  expect([...seen]).toEqual(["Kilimani 4", "Kilimani Plaza 6004"]);
});

test("an expired place begins anew beside what is in use, and swaps it in whole", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  shop.server.changes = shopChanges([FLOUR]);
  shop.server.pullScript.push({ status: 410, body: null, retryAfterMs: null });
  await shop.world.advance(30_000);
  expect(till.getSnapshot().catalog.productCount).toBe(1);
  expect(till.getSnapshot().till.status).toBe("selling");
  await till.stop();
  shop.disk.flush();
  const again = openTill(shop);
  await again.start();
  expect(again.getSnapshot().catalog.productCount).toBe(1);
});

test("a row that this version cannot read is left as it was", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  shop.server.changes.push(change("product", FLOUR.id, { id: FLOUR.id, name: 7 }));
  await shop.world.advance(30_000);
  expect(till.findProduct(FLOUR.id)?.name).toBe(FLOUR.name);
});

test("a till that starts with no network sells from its cache", async () => {
  const shop = createTestShop();
  await (await openSellingTill(shop)).stop();
  shop.disk.flush();
  shop.server.isDown = true;
  const till = await openSellingTill(shop);
  till.commands.scan("6161101870016");
  const paid = await till.commands.takePayment({ method: "cash" });
  expect(paid.totalMinor).toBe(16_500);
  expect(till.findProduct(FLOUR.id)?.stockMilli).toBe(47_000);
});

test("a lost cache costs a download, not the till", async () => {
  const shop = createTestShop();
  await (await openSellingTill(shop)).stop();
  const bare = openMemoryStore();
  const till = await openSellingTill(shop, {
    store: { log: openMemoryStore(shop.disk).log, cache: bare.cache },
  });
  expect(till.getSnapshot().till.status).toBe("selling");
});

test("[TP5] a window that takes over writes the cache as it has it itself, each product once", async () => {
  const shop = createTestShop();
  const shelf = Array.from({ length: 6_000 }, (_, at) => product(at + 1, { sku: `S${at + 1}` }));
  shop.server.changes = shopChanges(shelf);
  const first = await openSellingTill(shop);
  const withdraw = (number: number) => change("product", product(number).id, null);
  shop.server.changes.push(withdraw(5_500), withdraw(10));
  await shop.world.advance(30_000);
  const second = await openSellingTill(shop);
  await shop.world.advance(1_000);
  const added = product(9_001, { name: "Kabras sugar 1 kg", sku: "KAB" });
  shop.server.changes.push(change("product", added.id, added));
  await shop.world.advance(30_000);
  await first.stop();
  await shop.world.advance(0);
  const renamed = product(5_600, { name: "Mumias sugar 2 kg", sku: "S5600" });
  shop.server.changes.push(change("product", renamed.id, renamed));
  await shop.world.advance(30_000);
  await second.stop();
  shop.disk.flush();
  shop.server.isDown = true;
  const again = openTill(shop);
  await again.start();
  await shop.world.advance(0);
  const names = again.search({ text: "sugar" }).products.map((found) => found.name);
  expect(names.sort()).toEqual(["Kabras sugar 1 kg", "Mumias sugar 2 kg"]);
  expect(again.getSnapshot().catalog.productCount).toBe(5_999);
});

test("a fetch that brought nothing writes nothing", async () => {
  const shop = createTestShop();
  const store = openMemoryStore(shop.disk);
  let writes = 0;
  await openSellingTill(shop, {
    store: {
      log: store.log,
      cache: {
        ...store.cache,
        write: (work) => {
          writes += 1;
          return store.cache.write(work);
        },
      },
    },
  });
  const before = writes;
  await shop.world.advance(120_000);
  expect(writes).toBe(before);
});

test("a cache that cannot be written is reported, tried again, and stops nothing", async () => {
  const shop = createTestShop();
  const store = openMemoryStore(shop.disk);
  let isFull = false;
  const till = await openSellingTill(shop, {
    store: {
      log: store.log,
      cache: {
        ...store.cache,
        write: (work) => (isFull ? Promise.reject(new Error("no room")) : store.cache.write(work)),
      },
    },
  });
  isFull = true;
  const dearer = { ...FLOUR, prices: [{ priceListId: LIST_ID, priceMinor: 17_000 }] };
  shop.server.changes.push(change("product", FLOUR.id, dearer));
  await shop.world.advance(30_000);
  expect(shop.reported).toMatchObject([{ message: "no room" }]);
  till.commands.scan("FLR-2");
  await till.commands.takePayment({ method: "cash" });
  isFull = false;
  await shop.world.advance(60_000);
  await till.stop();
  shop.disk.flush();
  shop.server.isDown = true;
  const again = openTill(shop);
  await again.start();
  expect(again.findProduct(FLOUR.id)?.priceMinor).toBe(17_000);
});

test("[TC4] a first load that a reload cut goes on after its last page and says how far it is", async () => {
  const shop = createTestShop();
  shop.server.changes = shopChanges(Array.from({ length: 12_000 }, (_, at) => product(at + 1)));
  const { transport } = shop.server;
  let pages = 0;
  const twoPages: typeof transport = async (request) => {
    if (request.path.includes("/changes")) pages += 1;
    if (pages > 2) throw new TypeError("fetch failed");
    return transport(request);
  };
  const first = openTill(shop, { transport: twoPages });
  await first.start();
  await first.commands.enrol(shop.server.enrolment);
  await shop.world.advance(0);
  expect(first.getSnapshot().catalog).toMatchObject({ isFirstLoadRunning: true });
  await first.stop();
  shop.disk.flush();
  shop.server.requests.length = 0;
  const again = openTill(shop);
  await again.start();
  expect(again.getSnapshot().catalog).toMatchObject({
    productCount: 5_000,
    isFirstLoadRunning: true,
  });
  await shop.world.advance(0);
  expect(again.getSnapshot().catalog).toMatchObject({
    productCount: 12_000,
    isFirstLoadRunning: false,
  });
  const tokens = shop.server.requests
    .filter((request) => request.path.includes("/changes"))
    .map((request) => new URLSearchParams(request.path.split("?")[1]).get("token"));
  expect(tokens[0]).toBe("5007");
});

test("[TC1] a first load brings a chunk a page, each on its way while the one before is taken", async () => {
  const shop = createTestShop();
  shop.server.changes = shopChanges(Array.from({ length: 10_500 }, (_, at) => product(at + 1)));
  const { transport } = shop.server;
  const asked: { limit: string | null; known: number }[] = [];
  const till = openTill(shop, {
    transport: async (request) => {
      const query = new URLSearchParams(request.path.split("?")[1]);
      if (request.path.includes("/changes")) {
        asked.push({ limit: query.get("limit"), known: till.getSnapshot().catalog.productCount });
      }
      return transport(request);
    },
  });
  await till.start();
  await till.commands.enrol(shop.server.enrolment);
  await shop.world.advance(0);
  expect(till.getSnapshot().catalog).toMatchObject({ productCount: 10_500 });
  expect(asked.slice(0, 4)).toEqual([
    { limit: "500", known: 0 },
    { limit: "4507", known: 0 },
    { limit: "5000", known: 493 },
    { limit: "5000", known: 5_000 },
  ]);
});
