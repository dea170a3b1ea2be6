import { beforeEach, describe, expect, it } from "vitest";
import type { TillEngine } from "../engine/create-till-engine";
import { createFakeFeed, type FakeFeed } from "../testing/fake-feed";
import { createTestShop, openSellingTill, openTill, type TestShop } from "../testing/test-till";
import { PULL_PATH } from "./fetch-page";

let shop: TestShop;
let fake: FakeFeed;
let till: TillEngine;

beforeEach(async () => {
  shop = createTestShop();
  fake = createFakeFeed();
  till = await openSellingTill(shop, { feed: fake.feed });
  fake.tell("1");
  await shop.world.advance(1_000);
});

const pulls = () =>
  shop.server.requests.filter((request) => request.path.startsWith(PULL_PATH)).length;

/** How many fetches happen in that time. */
async function pullsWithin(ms: number): Promise<number> {
  const before = pulls();
  await shop.world.advance(ms);
  return pulls() - before;
}

describe("[TF1] a connected till", () => {
  it("fetches within half a second what the server tells of, once for the same news", async () => {
    expect(fake.tokens).toEqual(["device-token"]);
    fake.tell("2");
    expect(await pullsWithin(500)).toBe(1);
    fake.tell("2");
    fake.tell(null);
    expect(await pullsWithin(10_000)).toBe(0);
    fake.tell("3");
    fake.tell("4");
    expect(await pullsWithin(500)).toBe(1);
  });

  it("asks by itself half as often while it is told, and as before when it is not", async () => {
    const beats = async (count: number) => {
      let asked = 0;
      for (let beat = 0; beat < count; beat += 1) {
        fake.tell(null);
        asked += await pullsWithin(20_000);
      }
      return asked;
    };
    expect(await beats(9)).toBe(3);
    fake.isDown = true;
    fake.cut();
    await shop.world.advance(60_000);
    expect(await pullsWithin(180_000)).toBe(6);
  });

  it("comes again when the stream ends, breaks or falls silent, and says nothing of it", async () => {
    const { sync: before } = till.getSnapshot();
    await shop.world.advance(20_000);
    fake.end();
    await shop.world.advance(1_000);
    expect(fake.openCount()).toBe(1);
    fake.cut();
    await shop.world.advance(2_000);
    expect(fake.openCount()).toBe(1);
    const connections = fake.tokens.length;
    await shop.world.advance(62_000);
    expect(fake.tokens.length).toBe(connections + 1);
    expect(shop.reported).toEqual([]);
    expect(till.getSnapshot().sync.kind).toBe(before.kind);
  });

  it("tries a server that tells nothing ever more rarely, and at once when the network is back", async () => {
    fake.isDown = true;
    fake.cut();
    await shop.world.advance(600_000);
    const early = fake.tokens.length;
    await shop.world.advance(300_000);
    expect(fake.tokens.length - early).toBeLessThanOrEqual(11);
    fake.isDown = false;
    shop.world.connection.set(true);
    await shop.world.advance(10_000);
    expect(fake.openCount()).toBe(1);
  });

  it("is one window of the browser, and nobody after the till was closed", async () => {
    const second = openTill(shop, { feed: fake.feed });
    await second.start();
    await shop.world.advance(5_000);
    expect(fake.openCount()).toBe(1);
    await till.stop();
    await shop.world.advance(5_000);
    expect(fake.openCount()).toBe(1);
    await second.stop();
    await shop.world.advance(120_000);
    expect(fake.openCount()).toBe(0);
  });
});
