import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createChance } from "./chance";
import { createTimeline } from "./timeline";

describe("chance", () => {
  test("is the same for a seed and another for its neighbour", () => {
    const draw = (seed: number) => Array.from({ length: 20 }, createChance(seed).next);
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  test("is spread evenly enough, ids included", () => {
    const chance = createChance(1);
    const tenths = new Map<number, number>();
    for (let turn = 0; turn < 10_000; turn += 1) {
      const tenth = chance.below(10);
      tenths.set(tenth, (tenths.get(tenth) ?? 0) + 1);
    }
    expect(Math.min(...tenths.values())).toBeGreaterThan(900);
    const ids = Array.from({ length: 2_000 }, chance.uuid);
    expect(new Set(ids).size).toBe(2_000);
    expect(
      ids.every((id) =>
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/.test(id),
      ),
    ).toBe(true);
  });
});

describe("the timeline", () => {
  test("runs what is planned in the order of time, whatever order it was planned in", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(500), { maxLength: 60 }), fc.nat(), async (delays, seed) => {
        const timeline = createTimeline(createChance(seed));
        const ran: number[] = [];
        for (const delay of delays) timeline.after(delay, () => ran.push(delay));
        await timeline.runUntil(1_000);
        expect(ran).toEqual([...delays].sort((left, right) => left - right));
        expect(timeline.now()).toBe(1_000);
      }),
      { seed: 20_260_430, numRuns: 200 },
    );
  });

  test("breaks ties by chance, and alike for a seed", async () => {
    const order = async (seed: number) => {
      const timeline = createTimeline(createChance(seed));
      const ran: number[] = [];
      for (let step = 0; step < 8; step += 1) timeline.after(5, () => ran.push(step));
      await timeline.runUntil(10);
      return ran.join("");
    };
    const orders = await Promise.all([1, 2, 3, 4].map(order));
    expect(await order(1)).toBe(orders[0]);
    expect(new Set(orders).size).toBeGreaterThan(1);
  });

  test("runs nothing that was called off, and nothing beyond its bound", async () => {
    const timeline = createTimeline(createChance(1));
    const ran: string[] = [];
    timeline.after(1, () => ran.push("off"))();
    timeline.after(2, () => ran.push("on"));
    timeline.after(50, () => ran.push("later"));
    await timeline.runUntil(10);
    expect(ran).toEqual(["on"]);
  });

  test("lets all promises settle before the next step, and waits for what is held", async () => {
    const timeline = createTimeline(createChance(1));
    const ran: string[] = [];
    timeline.after(1, () => {
      void timeline.sleep(5).then(() => ran.push("slept"));
      const outside = new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
      void timeline.hold(outside.then(() => ran.push("outside")));
    });
    timeline.after(2, () => ran.push("next"));
    await timeline.runUntil(10);
    expect(ran).toEqual(["outside", "next", "slept"]);
  });

  test("brings what fell due in skipped hours late, in its order", async () => {
    const timeline = createTimeline(createChance(1));
    const ran: string[] = [];
    timeline.after(100, () => ran.push("b"));
    timeline.after(50, () => ran.push("a"));
    timeline.skip(1_000);
    await timeline.runUntil(timeline.now());
    expect(ran).toEqual(["a", "b"]);
    expect(timeline.now()).toBe(1_000);
  });
});
