import { expect, test } from "vitest";
import type { PushRequest } from "../../core/sync/protocol-v1";
import { openMemoryStore } from "../store/memory-store";
import { createTillLog } from "../store/till-log";
import { STORE_ID, TERMINAL_ID } from "../testing/fake-shop";
import { createTestShop, openSellingTill, type TestShop } from "../testing/test-till";

/** A till with 251 events that are all received. */
async function soldTill() {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  for (let sale = 0; sale < 250; sale += 1) {
    till.commands.scan("FLR-2");
    await till.commands.takePayment({ method: "cash" });
  }
  await shop.world.advance(60_000);
  expect(shop.server.inbox.size).toBe(251);
  shop.server.arrivals.clear();
  shop.server.requests.length = 0;
  return { shop, till };
}

function timesSent(shop: TestShop): readonly number[] {
  return Array.from({ length: 251 }, (_, at) => shop.server.arrivals.get(at + 1) ?? 0);
}

test("[TP2] a server of another history is sent the whole log once, in whole batches", async () => {
  const { shop, till } = await soldTill();
  // Beside its cursor it may have forgotten what no cursor tells, here nothing.
  shop.server.incarnation = "second";
  await shop.world.advance(120_000);
  expect(timesSent(shop).every((times) => times === 1)).toBe(true);
  const sizes = shop.server.requests
    .filter(({ path }) => path.endsWith("/sync/events"))
    .map(({ body }) => (body as PushRequest).events.length)
    .filter((size) => size > 0);
  expect(sizes).toHaveLength(3);
  expect(till.getSnapshot().sync).toMatchObject({ kind: "synced", waitingCount: 0 });
});

test("[TP2] sending again goes on after a reload where it stood", async () => {
  const { shop, till } = await soldTill();
  shop.server.incarnation = "second";
  till.commands.syncNow();
  await shop.world.advance(0);
  await till.stop();
  const half = timesSent(shop).filter((times) => times > 0).length;
  await openSellingTill(shop);
  await shop.world.advance(60_000);
  expect(half).toBeLessThanOrEqual(251);
  expect(timesSent(shop).every((times) => times >= 1 && times <= 2)).toBe(true);
});

test("[TP7] so are the logs of terminals that the browser is no more", async () => {
  const { shop, till } = await soldTill();
  await till.stop();
  const log = createTillLog(openMemoryStore(shop.disk).log);
  const { certificate } = shop.server.enrolment;
  const next = { ...certificate, terminalId: "33333333-3333-4333-8333-333333333333", epoch: 2 };
  const { deviceToken, registerName } = shop.server.enrolment;
  const enrolledAt = shop.world.clock.now();
  await log.enrol(
    { certificate: { ...next, storeId: STORE_ID }, deviceToken, registerName, enrolledAt },
    { leaseToken: "lease-0", signingKey: null },
  );
  expect(await log.listRetired()).toEqual([]);
  expect(await log.noteIncarnation("second")).toBe(true);
  const [retired] = await log.listRetired();
  expect(retired?.certificate.terminalId).toBe(TERMINAL_ID);
  expect((await log.readCursor(TERMINAL_ID)).upload).toMatchObject({
    receivedThrough: 251,
    resentThrough: 0,
  });
  // The terminal that it is now was confirmed by no other history.
  expect((await log.readCursor(next.terminalId)).upload.resentThrough ?? null).toBe(null);
});
