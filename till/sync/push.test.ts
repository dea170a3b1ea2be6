import { describe, expect, test } from "vitest";
import { minor } from "../../core/money/minor";
import { PUSH_BYTES_MAX, type PushRequest, type PushResponse } from "../../core/sync/protocol-v1";
import type { TillEngine } from "../engine/create-till-engine";
import type { TransportAnswer } from "../engine/ports";
import { openMemoryStore } from "../store/memory-store";
import { createTillLog } from "../store/till-log";
import { createFakeServer, type FakeServer, pushAnswer } from "../testing/fake-server";
import { STORE_ID, TERMINAL_ID } from "../testing/fake-shop";
import { createTestShop, openSellingTill, openTill, type TestShop } from "../testing/test-till";

async function sell(till: TillEngine, times = 1): Promise<void> {
  for (let sale = 0; sale < times; sale += 1) {
    till.commands.scan("FLR-2");
    await till.commands.takePayment({ method: "cash" });
  }
}

/** A till whose events so far are all received. */
async function syncedTill() {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  await shop.world.advance(300);
  shop.server.requests.length = 0;
  return { shop, till };
}

function pushes(server: FakeServer): PushRequest[] {
  return server.requests
    .filter((request) => request.path.endsWith("/sync/events"))
    .map((request) => request.body as PushRequest);
}

function countInLog(shop: TestShop): Promise<number> {
  const log = createTillLog(openMemoryStore(shop.disk).log);
  return log
    .readEvents({ terminalId: TERMINAL_ID, after: 0, limit: 10_000 })
    .then((rows) => rows.length);
}

function refusal(status: number, retryAfterMs: number | null = null): TransportAnswer {
  return { status, body: { code: "refused" }, retryAfterMs };
}

test("sales within a moment go together, 250 ms after the last plan, with the device's token", async () => {
  const { shop, till } = await syncedTill();
  await sell(till, 3);
  await shop.world.advance(249);
  expect(pushes(shop.server)).toHaveLength(0);
  await shop.world.advance(1);
  const [push] = pushes(shop.server);
  expect(push?.events).toHaveLength(3);
  expect(push).toMatchObject({ terminalId: TERMINAL_ID, headSequence: 4 });
  expect(shop.server.requests[0]?.token).toBe("device-token");
});

test("a heartbeat every 30 seconds says how far the log has come", async () => {
  const { shop } = await syncedTill();
  await shop.world.advance(90_000);
  const heartbeats = pushes(shop.server);
  expect(heartbeats).toHaveLength(3);
  expect(heartbeats.every((push) => push.events.length === 0)).toBe(true);
  expect(heartbeats[0]).toMatchObject({ headSequence: 1 });
});

test("[TP4] a backlog goes in order, at most 100 events and 256 KiB a batch", async () => {
  const { shop, till } = await syncedTill();
  shop.server.isDown = true;
  await sell(till, 230);
  shop.server.isDown = false;
  till.commands.syncNow();
  await shop.world.advance(0);
  const batches = pushes(shop.server).filter((push) => push.events.length > 1);
  expect(batches.every((push) => push.events.length <= 100)).toBe(true);
  expect(
    batches.every(
      (push) => new TextEncoder().encode(JSON.stringify(push)).length <= PUSH_BYTES_MAX,
    ),
  ).toBe(true);
  expect([...shop.server.inbox.keys()]).toEqual(Array.from({ length: 231 }, (_, at) => at + 1));
  expect(till.getSnapshot().sync).toMatchObject({ kind: "synced", waitingCount: 0 });
});

describe("[TP3] what each answer does, and that none drops anything", () => {
  const cases = [
    { status: 401, kind: "attention", attention: "relink", comesBack: true },
    { status: 403, kind: "attention", attention: "relink", comesBack: true },
    { status: 409, kind: "attention", attention: "lease_conflict", comesBack: false },
    { status: 426, kind: "attention", attention: "update_needed", comesBack: true },
    { status: 429, kind: "attention", attention: "too_many_waiting", comesBack: true },
    { status: 400, kind: "waiting", attention: null, comesBack: true },
    { status: 422, kind: "waiting", attention: null, comesBack: true },
    { status: 500, kind: "offline", attention: null, comesBack: true },
    { status: 503, kind: "offline", attention: null, comesBack: true },
  ] as const;

  test.each(cases)("$status: $kind, the sale is kept, selling goes on", async (expected) => {
    const { shop, till } = await syncedTill();
    shop.server.pushScript.push(refusal(expected.status));
    await sell(till);
    await shop.world.advance(250);
    expect(till.getSnapshot().sync).toMatchObject({
      kind: expected.kind,
      attention: expected.attention,
      waitingCount: 1,
      waitingTotalMinor: 16_500,
    });
    await sell(till);
    expect(till.getSnapshot().till.status).toBe("paid");
    expect(await countInLog(shop)).toBe(3);
    await shop.world.advance(120_000);
    expect(shop.server.inbox.has(3)).toBe(expected.comesBack);
    if (!expected.comesBack) {
      till.commands.syncNow();
      await shop.world.advance(0);
    }
    expect(till.getSnapshot().sync).toMatchObject({ kind: "synced", attention: null });
    expect(shop.server.inbox.size).toBe(3);
  });

  test("no answer: offline since then, back-off, and the events again", async () => {
    const { shop, till } = await syncedTill();
    shop.server.isDown = true;
    const since = shop.world.clock.now() + 250;
    await sell(till);
    await shop.world.advance(60_000);
    expect(till.getSnapshot().sync).toMatchObject({ kind: "offline", offlineSince: since });
    expect(pushes(shop.server).length).toBeGreaterThan(2);
    expect(pushes(shop.server).length).toBeLessThan(12);
    shop.server.isDown = false;
    await shop.world.advance(60_000);
    expect(till.getSnapshot().sync).toMatchObject({ kind: "synced", offlineSince: null });
  });

  test("a page of a proxy instead of an answer is a failure, not a receipt", async () => {
    const { shop, till } = await syncedTill();
    shop.server.pushScript.push({ status: 200, body: null, retryAfterMs: null });
    await sell(till);
    await shop.world.advance(250);
    expect(till.getSnapshot().sync).toMatchObject({ kind: "waiting", waitingCount: 1 });
    await shop.world.advance(5_000);
    expect(till.getSnapshot().sync.kind).toBe("synced");
  });

  test("413 halves the batch until it fits, then full batches again", async () => {
    const { shop, till } = await syncedTill();
    shop.server.isDown = true;
    await sell(till, 40);
    shop.server.isDown = false;
    shop.server.requests.length = 0;
    shop.server.pushScript.push(refusal(413), refusal(413));
    till.commands.syncNow();
    await shop.world.advance(0);
    expect(pushes(shop.server).map((push) => push.events.length)).toEqual([40, 20, 10, 30]);
    expect(shop.server.inbox.size).toBe(41);
  });

  test("Retry-After is obeyed", async () => {
    const { shop, till } = await syncedTill();
    shop.server.pushScript.push(refusal(503, 45_000));
    await sell(till);
    await shop.world.advance(250);
    await sell(till);
    await shop.world.advance(44_999);
    expect(shop.server.inbox.size).toBe(1);
    await shop.world.advance(1);
    expect(shop.server.inbox.size).toBe(3);
  });
});

test("[TP1] a lost answer sends the same events again; the server has each once", async () => {
  const { shop, till } = await syncedTill();
  shop.server.pushScript.push("lose_answer");
  await sell(till, 2);
  await shop.world.advance(20_000);
  expect([...shop.server.arrivals.entries()]).toEqual([
    [1, 1],
    [2, 2],
    [3, 2],
  ]);
  expect(shop.server.conflicts).toEqual([]);
  expect(till.getSnapshot().sync.kind).toBe("synced");
});

test("a window that was not told becomes the till that another made of this browser", async () => {
  const shop = createTestShop();
  const deaf = { post: () => undefined, subscribe: () => () => undefined };
  const other = openTill(shop, { broadcast: deaf });
  await other.start();
  expect(other.getSnapshot().till.status).toBe("not_enrolled");
  await openSellingTill(shop);
  await shop.world.advance(21_000);
  expect(other.getSnapshot().till.status).toBe("locked");
});

test("[TP1] a request that never ends is given up, and the events go again", async () => {
  const shop = createTestShop();
  let isStuck = false;
  const till = await openSellingTill(shop, {
    transport: (request) =>
      isStuck ? new Promise<never>(() => undefined) : shop.server.transport(request),
  });
  await shop.world.advance(300);
  isStuck = true;
  await sell(till);
  await shop.world.advance(30_000);
  isStuck = false;
  await shop.world.advance(90_000);
  expect(till.getSnapshot().sync).toMatchObject({ kind: "synced", waitingCount: 0 });
});

test("[TP2] what was confirmed stays confirmed when an older answer comes", async () => {
  const { shop, till } = await syncedTill();
  await sell(till, 3);
  await shop.world.advance(250);
  const older: PushResponse = { ...pushAnswer(shop.server, "lease-1"), receivedThrough: 1 };
  const { leaseToken } = pushes(shop.server).at(-1) ?? { leaseToken: "" };
  shop.server.pushScript.push({
    status: 200,
    body: { ...older, leaseToken: leaseToken ?? "" },
    retryAfterMs: null,
  });
  till.commands.syncNow();
  await shop.world.advance(0);
  expect(till.getSnapshot().sync).toMatchObject({ waitingCount: 0 });
});

test("a server restored from a backup is given again what it forgot", async () => {
  const { shop, till } = await syncedTill();
  await sell(till, 3);
  await shop.world.advance(250);
  for (const sequence of [3, 4]) shop.server.inbox.delete(sequence);
  await shop.world.advance(60_000);
  expect(shop.server.inbox.size).toBe(4);
  expect(till.getSnapshot().sync.kind).toBe("synced");
});

test("a copied profile is found by its lease at its first contact, and both go on selling", async () => {
  const { shop, till } = await syncedTill();
  const copy: TestShop = { ...createTestShop(), world: shop.world, server: shop.server };
  copy.disk.log.written = structuredClone(shop.disk.log.written);
  copy.disk.log.durable = structuredClone(shop.disk.log.durable);
  await sell(till, 2);
  // The lease before the current one is still good for one lost answer; a heartbeat ends that.
  await shop.world.advance(31_000);
  await till.stop();
  const clone = await openSellingTill(copy);
  await sell(clone);
  await shop.world.advance(300);
  expect(clone.getSnapshot().sync).toMatchObject({
    kind: "attention",
    attention: "lease_conflict",
    waitingCount: 1,
  });
  expect(shop.server.conflicts).toEqual([]);
});

test("a server that knows more than this log still gets what is written from here on", async () => {
  const { shop, till } = await syncedTill();
  const ahead = { ...pushAnswer(shop.server, ""), receivedThrough: 50, conflicts: [2] };
  await sell(till);
  const lease = pushes(shop.server).at(-1)?.leaseToken;
  shop.server.pushScript.push({
    status: 200,
    body: { ...ahead, leaseToken: lease ?? "lease-1" },
    retryAfterMs: null,
  });
  await shop.world.advance(250);
  await sell(till);
  expect(till.getSnapshot().sync).toMatchObject({ attention: "conflict", waitingCount: 1 });
});

test("[TP2] what a closed gap makes the server count as received is sent all the same", async () => {
  const { shop, till } = await syncedTill();
  shop.server.isDown = true;
  await sell(till, 230);
  await shop.world.advance(300);
  const lease = pushes(shop.server).at(-1)?.leaseToken ?? "";
  shop.server.isDown = false;
  // The office took the device for lost and closed all that it had once said it had.
  shop.server.pushScript.push({
    status: 200,
    body: { ...pushAnswer(shop.server, lease), receivedThrough: 231, appliedThrough: 231 },
    retryAfterMs: null,
  });
  till.commands.syncNow();
  await shop.world.advance(60_000);
  const unsent = Array.from({ length: 130 }, (_, at) => at + 102);
  expect(unsent.filter((sequence) => !shop.server.inbox.has(sequence))).toEqual([]);
});

test("[TP2] what a closed gap still lacks is sent again, once an answer", async () => {
  const { shop, till } = await syncedTill();
  await sell(till, 3);
  await shop.world.advance(300);
  const lease = pushes(shop.server).at(-1)?.leaseToken ?? "";
  // Something on the way took one event out of a request, and the office closed the gap.
  shop.server.inbox.delete(2);
  const answer = { ...pushAnswer(shop.server, lease), receivedThrough: 4, appliedThrough: 4 };
  const body = { ...answer, closedMissing: [[2, 2]] };
  shop.server.pushScript.push({ status: 200, body, retryAfterMs: null });
  shop.server.pushScript.push({ status: 200, body, retryAfterMs: null });
  till.commands.syncNow();
  await shop.world.advance(1_000);
  const sent = pushes(shop.server).slice(-2);
  expect(sent.map(({ events }) => events)).toMatchObject([[], [{ sequence: 2 }]]);
});

test("[TP5] one window uploads; the other takes over when it closes", async () => {
  const { shop, till } = await syncedTill();
  const other = await openSellingTill(shop);
  await shop.world.advance(1_000);
  expect(other.getSnapshot().till).toMatchObject({ isOpenElsewhere: true });
  await sell(other);
  await shop.world.advance(30_000);
  expect(other.getSnapshot().sync).toMatchObject({ waitingCount: 0 });
  await till.stop();
  await shop.world.advance(0);
  expect(other.getSnapshot().till).toMatchObject({ isOpenElsewhere: false });
  await sell(other);
  await shop.world.advance(300);
  expect(shop.server.inbox.size).toBe(3);
});

test("coming back online waits a random part of ten seconds", async () => {
  const { shop, till } = await syncedTill();
  shop.server.isDown = true;
  await sell(till);
  shop.world.connection.set(false);
  expect(till.getSnapshot().sync.kind).toBe("offline");
  await shop.world.advance(500);
  shop.server.isDown = false;
  shop.server.requests.length = 0;
  shop.world.connection.set(true);
  await shop.world.advance(4_999);
  expect(pushes(shop.server)).toHaveLength(0);
  await shop.world.advance(1);
  expect(till.getSnapshot().sync.kind).toBe("synced");
});

test("[TP6] only what is booked, old and beyond the last thousand receipts is pruned", async () => {
  const { shop, till } = await syncedTill();
  await sell(till, 1_010);
  await shop.world.advance(1_000);
  await till.stop();
  await (await openSellingTill(shop)).stop();
  expect(await countInLog(shop)).toBe(1_011);
  await shop.world.advance(15 * 24 * 60 * 60_000);
  await (await openSellingTill(shop)).stop();
  expect(await countInLog(shop)).toBe(1_000);
}, 20_000);

test("a drawer that was opened offline counts as waiting but not as a sale", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  shop.server.isDown = true;
  await till.commands.closeShift({ countedCashMinor: minor(100_000) });
  await shop.world.advance(1_000);
  expect(till.getSnapshot().sync).toMatchObject({ kind: "offline", waitingCount: 0 });
  expect(till.getSnapshot().sync.waitingEventCount).toBeGreaterThan(0);
});

test("a sale made while a batch is under way goes right after it", async () => {
  const { shop, till } = await syncedTill();
  let release: () => void = () => undefined;
  const { transport } = shop.server;
  const slow = await openSellingTill(shop, {
    transport: async (request) => {
      if (request.path.endsWith("/events")) {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      }
      return transport(request);
    },
  });
  await till.stop();
  await shop.world.advance(0);
  release();
  await shop.world.advance(0);
  await sell(slow);
  await shop.world.advance(250);
  await sell(slow);
  await shop.world.advance(5_000);
  release();
  await shop.world.advance(250);
  release();
  await shop.world.advance(0);
  expect(shop.server.inbox.size).toBe(3);
});

test("[TP5] the window that uploads hears of the other's sales at once", async () => {
  const { shop } = await syncedTill();
  const other = await openSellingTill(shop);
  await sell(other);
  await shop.world.advance(250);
  expect(shop.server.inbox.size).toBe(2);
});

test("[TP7] a till set up anew still sends what it sold before, under its old name", async () => {
  const { shop, till } = await syncedTill();
  shop.server.isDown = true;
  await sell(till, 2);
  await shop.world.advance(1_000);
  const next = createFakeServer({
    terminalId: "44444444-4444-4444-8444-444444444445",
    storeId: STORE_ID,
  });
  next.changes = shop.server.changes;
  const old = shop.server;
  const both: FakeServer["transport"] = (request) => {
    const isOld = (request.body as PushRequest | undefined)?.terminalId === TERMINAL_ID;
    return (isOld ? old : next).transport(request);
  };
  await till.stop();
  const anew = await openSellingTill(shop, { transport: both });
  await anew.commands.noteUnsentSaved(await anew.commands.exportUnsent());
  await anew.commands.enrol({ ...next.enrolment, deviceToken: "new-token" });
  await shop.world.advance(0);
  expect(anew.getSnapshot().sync).toMatchObject({ waitingCount: 2, waitingTotalMinor: 33_000 });
  old.isDown = false;
  await shop.world.advance(60_000);
  expect([...old.inbox.keys()]).toEqual([1, 2, 3]);
  expect(old.requests.at(-1)?.token).toBe("device-token");
  expect(anew.getSnapshot().sync).toMatchObject({ kind: "synced", waitingCount: 0 });
  expect(next.inbox.size).toBe(0);
});

test("[TP5] a window that is asked for takes over the uploading, and the other says so", async () => {
  const { shop, till } = await syncedTill();
  const other = await openSellingTill(shop);
  await shop.world.advance(1_000);
  other.commands.takeLead();
  await shop.world.advance(2_000);
  expect(other.getSnapshot().till).toMatchObject({ isOpenElsewhere: false });
  expect(till.getSnapshot().till).toMatchObject({ isOpenElsewhere: true });
  shop.server.requests.length = 0;
  await sell(till);
  await sell(other);
  await shop.world.advance(300);
  expect([...shop.server.inbox.keys()]).toEqual([1, 2, 3]);
  expect(pushes(shop.server)).toHaveLength(1);
  till.commands.takeLead();
  await shop.world.advance(2_000);
  expect(till.getSnapshot().till).toMatchObject({ isOpenElsewhere: false });
});

test("a till that starts without a network says since when the server is silent", async () => {
  const { shop, till } = await syncedTill();
  const answeredAt = till.getSnapshot().sync.lastExchangeAt.push;
  await till.stop();
  shop.server.isDown = true;
  await shop.world.advance(30 * 24 * 60 * 60_000);
  const again = await openSellingTill(shop);
  await shop.world.advance(1_000);
  expect(again.getSnapshot().sync).toMatchObject({ kind: "offline", offlineSince: answeredAt });
  expect(again.getSnapshot().sync.lastExchangeAt.push).toBe(answeredAt);
  expect(again.getSnapshot().sync.lastExchangeAt.pull).not.toBeNull();
});

test("[TP5] a window beside the one that uploads says what is true of sending", async () => {
  const { shop } = await syncedTill();
  const other = await openSellingTill(shop);
  await shop.world.advance(1_500);
  expect(other.getSnapshot().sync.kind).toBe("synced");
  shop.world.connection.set(false);
  expect(other.getSnapshot().sync.kind).toBe("offline");
  shop.world.connection.set(true);
  await shop.world.advance(10_000);
  expect(other.getSnapshot().sync.kind).toBe("synced");
});
