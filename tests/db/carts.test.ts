import { afterAll, expect, test } from "vitest";
import { rareTraits, runCarts } from "../carts/run-carts";
import { closeTestRuntime, testRuntime } from "../factories/test-runtime";

afterAll(closeTestRuntime);

const COUNT = 2_000;

test("[SA4] [TR2] [RF2] [LG1] random carts: till = server = ledger, and no altered trace agrees", async () => {
  const tally = await runCarts(await testRuntime(), {
    seed: 20_260_430,
    from: 0,
    until: COUNT,
    step: 1,
  });
  expect(tally.violations).toEqual([]);
  expect(tally.carts).toBe(COUNT);
  expect(rareTraits(tally)).toEqual([]);
}, 300_000);
