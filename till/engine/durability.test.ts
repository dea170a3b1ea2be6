import "fake-indexeddb/auto";
import { describe, expect, test } from "vitest";
import { chainHash } from "../../core/sync/canonical";
import { genesisHash, hashedText } from "../../core/sync/envelope";
import { openIndexedDbStore } from "../store/indexeddb-store";
import { openMemoryStore } from "../store/memory-store";
import { createTillLog } from "../store/till-log";
import type { TillStore } from "../store/till-store";
import { STORE_ID, TERMINAL_ID } from "../testing/fake-shop";
import { createTestShop, openSellingTill, openTill, type TestShop } from "../testing/test-till";
import type { TillEngine } from "./create-till-engine";

const STORES: [string, (shop: TestShop) => Promise<TillStore>][] = [
  ["memory", async (shop) => openMemoryStore(shop.disk)],
  ["IndexedDB", () => openIndexedDbStore("two-windows-")],
];

async function sell(till: TillEngine, times: number): Promise<string[]> {
  const receipts: string[] = [];
  for (let sale = 0; sale < times; sale += 1) {
    till.commands.scan("FLR-2");
    receipts.push((await till.commands.takePayment({ method: "cash" })).receiptNumber);
  }
  return receipts;
}

async function readLog(store: TillStore) {
  return createTillLog(store.log).readEvents({ terminalId: TERMINAL_ID, after: 0, limit: 1_000 });
}

describe.each(STORES)("two windows on one %s store", (_name, open) => {
  test("[TS2] 200 sales get 200 gapless sequences, receipt numbers and one unbroken chain", async () => {
    const shop = createTestShop();
    shop.server.isDown = false;
    const first = await openSellingTill(shop, { store: await open(shop) });
    const second = await openSellingTill(shop, { store: await open(shop) });
    const receipts = (await Promise.all([sell(first, 100), sell(second, 100)])).flat();
    expect(new Set(receipts).size).toBe(200);
    expect([...receipts].sort()).toEqual(
      Array.from(
        { length: 200 },
        (_, sale) => `2026-04-30-A3-${String(sale + 1).padStart(2, "0")}`,
      ).sort(),
    );
    const rows = await readLog(await open(shop));
    expect(rows.map((row) => row.envelope.sequence)).toEqual(
      Array.from({ length: 201 }, (_, event) => event + 1),
    );
    let previous = genesisHash(shop.server.enrolment.certificate);
    for (const { envelope } of rows) {
      expect(envelope.prevHash).toBe(previous);
      expect(chainHash(previous, hashedText(envelope))).toBe(envelope.hash);
      previous = envelope.hash;
    }
    await first.stop();
    await second.stop();
  });
});

test("[TS4] a cart that stands in two windows is sold once", async () => {
  const shop = createTestShop();
  const first = await openSellingTill(shop);
  first.commands.scan("FLR-2");
  await shop.world.advance(0);
  const second = await openSellingTill(shop, {
    broadcast: { post: () => undefined, subscribe: () => () => undefined },
  });
  expect(second.getSnapshot().cart.cartId).toBe(first.getSnapshot().cart.cartId);
  await first.commands.takePayment({ method: "cash" });
  await expect(second.commands.takePayment({ method: "cash" })).rejects.toMatchObject({
    code: "sale_already_recorded",
  });
  expect(second.getSnapshot().cart.lines).toEqual([]);
  const rows = await readLog(openMemoryStore(shop.disk));
  expect(rows.map((row) => row.envelope.type)).toEqual(["SHIFT_OPENED", "SALE"]);
});

test("[TS4] a window whose cart was sold in another lets it go and sees the drawer", async () => {
  const shop = createTestShop();
  const first = await openSellingTill(shop);
  first.commands.scan("FLR-2");
  await shop.world.advance(0);
  const second = await openSellingTill(shop);
  await first.commands.takePayment({ method: "cash" });
  await shop.world.advance(0);
  expect(second.getSnapshot().cart.lines).toEqual([]);
  expect(second.getSnapshot().till).toMatchObject({ shift: { salesCount: 1 } });
});

test("[TS1] no paid sale is lost to a power cut, and the log goes on without a gap", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  const receipts = await sell(till, 3);
  till.commands.scan("MLK-500");
  shop.disk.powerCut();
  const again = openTill(shop);
  await again.start();
  expect((await again.commands.listRecentSales(10)).map((sale) => sale.receiptNumber)).toEqual(
    [...receipts].reverse(),
  );
  const selling = await openSellingTill(shop);
  expect(await sell(selling, 1)).toEqual(["2026-04-30-A3-04"]);
});

test("[TS1] the power cut bites: a relaxed log loses sales that were shown as paid", async () => {
  const shop = createTestShop();
  const store = () => openMemoryStore(shop.disk, { logDurability: "relaxed" });
  const till = await openSellingTill(shop, { store: store() });
  shop.disk.flush();
  await sell(till, 3);
  shop.disk.powerCut();
  const rows = await readLog(store());
  expect(rows.map((row) => row.envelope.type)).toEqual(["SHIFT_OPENED"]);
});

test("[TS1] a disk that refuses is no sale: nothing is written and the cart stays", async () => {
  const shop = createTestShop();
  const store = openMemoryStore(shop.disk);
  let isFull = false;
  const full: TillStore = {
    cache: store.cache,
    log: {
      ...store.log,
      write: (work) =>
        store.log.write(async (transaction) => {
          const result = await work(transaction);
          if (isFull) throw new DOMException("no room", "QuotaExceededError");
          return result;
        }),
    },
  };
  const till = await openSellingTill(shop, { store: full });
  till.commands.scan("FLR-2");
  isFull = true;
  await expect(till.commands.takePayment({ method: "cash" })).rejects.toMatchObject({
    code: "storage_failed",
  });
  expect(till.getSnapshot().cart.lines).toHaveLength(1);
  expect(await readLog(store)).toHaveLength(1);
  isFull = false;
  expect((await till.commands.takePayment({ method: "cash" })).receiptNumber).toBe(
    "2026-04-30-A3-01",
  );
});

test("[TS8] a browser that lost its log says so instead of starting at one", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  await till.stop();
  const again = openTill(shop, { store: openMemoryStore() });
  await again.start();
  expect(again.getSnapshot().till).toEqual({ status: "wiped", terminalId: TERMINAL_ID });
});

test("a browser that was never a till asks to be enrolled", async () => {
  const till = openTill(createTestShop());
  await till.start();
  expect(till.getSnapshot().till.status).toBe("not_enrolled");
});

test("[TS4] a cart that was being kept while it was sold does not come back", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  till.commands.scan("FLR-2");
  await shop.world.advance(0);
  const log = createTillLog(openMemoryStore(shop.disk).log);
  const { cart } = await log.load();
  await till.commands.takePayment({ method: "cash" });
  if (cart) await log.saveCart(cart);
  expect(cart?.lines).toHaveLength(1);
  expect((await log.load()).cart).toBeNull();
});

test("[TD3] a till that lost its log tells the server which terminal it was when it is set up anew", async () => {
  const shop = createTestShop();
  shop.marker.terminalId = TERMINAL_ID;
  const till = openTill(shop, { store: openMemoryStore() });
  await till.start();
  expect(till.getSnapshot().till.status).toBe("wiped");
  await till.commands.enrolDevice({ storeId: STORE_ID });
  expect(shop.server.requests.find(({ path }) => path.endsWith("/enrol"))?.body).toEqual({
    storeId: STORE_ID,
    wipedTerminalId: TERMINAL_ID,
  });
  await shop.world.advance(0);
  expect(till.getSnapshot().till.status).toBe("locked");
});
