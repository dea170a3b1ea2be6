import { expect, test } from "vitest";
import { createCatalogCache } from "../catalog/catalog-cache";
import { openMemoryStore } from "../store/memory-store";
import type { TillStore } from "../store/till-store";
import { FLOUR } from "../testing/fake-shop";
import { createTestShop, openSellingTill, openTill, type TestShop } from "../testing/test-till";

/** A browser that has no room for the cache while it is full. */
function fullStore(shop: TestShop): { store: TillStore; disk: { isFull: boolean } } {
  const store = openMemoryStore(shop.disk);
  const disk = { isFull: true };
  const cache: TillStore["cache"] = {
    ...store.cache,
    write: async (work) => {
      if (disk.isFull) throw new DOMException("no room", "QuotaExceededError");
      return store.cache.write(work);
    },
  };
  return { store: { log: store.log, cache }, disk };
}

test("[TC4] a cache that could not be written is written whole later, stock and customers too", async () => {
  const shop = createTestShop();
  const { store, disk } = fullStore(shop);
  const till = await openSellingTill(shop, { store });
  disk.isFull = false;
  await shop.world.advance(60_000);
  await till.stop();
  const saved = await createCatalogCache(openMemoryStore(shop.disk).cache).loadTables();
  expect(saved.mark?.isComplete).toBe(true);
  expect(saved.stock.get(FLOUR.id)).toBe(48_000);
});

test("a full disk keeps no till from standing up, and it sells from memory", async () => {
  const shop = createTestShop();
  const { store } = fullStore(shop);
  const till = openTill(shop, { store });
  await till.start();
  await till.commands.enrol(shop.server.enrolment);
  await shop.world.advance(1_000);
  expect(till.getSnapshot().till.status).toBe("locked");
  expect(till.findProduct(FLOUR.id)?.priceMinor).toBe(16_500);
});
