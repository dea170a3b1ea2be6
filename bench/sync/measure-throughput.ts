import { type Figure, ratioOf, spreadOf } from "../figures";
import type { BenchTerminal } from "./bench-terminal";
import { requireBooked } from "./require-booked";
import type { SyncRun } from "./sync-run";

const TILLS = 4;
const BATCH = 100;
const BATCHES = 12;
const SALES = TILLS * BATCH * BATCHES;
const SHARE_MIN = 0.5;
const SHARE_FLOOR = 0.35;

/** Four tills with a backlog each, beside four connections that write plain rows. */
export async function measureThroughput({ shop, plain, rounds }: SyncRun): Promise<Figure[]> {
  console.error("Sending sales …");
  const tills = await shop.enrol(TILLS);
  const syncRates: number[] = [];
  const plainRates: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    plainRates.push(SALES / (await plain.write(SALES, TILLS)));
    syncRates.push(SALES / (await send(tills, BATCHES)));
  }
  await requireBooked(shop, tills);
  const ratios = syncRates.map((rate, at) => rate / (plainRates[at] ?? Number.NaN));
  const measured = { spread: spreadOf(syncRates), ratios };
  return [
    {
      name: "sales through the sync API",
      unit: "/s",
      ...measured,
      baseline: { name: "plain SQL, 4 connections", spread: spreadOf(plainRates) },
      target: {
        text: `ratio ≥ ${SHARE_MIN} (floor ${SHARE_FLOOR})`,
        isMet: (ratioOf({ ...measured }) ?? 0) >= SHARE_MIN,
      },
      note: `${TILLS} tills at once, ${BATCH} sales of four lines a push, ${SALES} a round.`,
    },
  ];
}

/** Seconds from the first request to the last answer; selling ahead is not counted. */
async function send(tills: readonly BenchTerminal[], batches: number): Promise<number> {
  const logs = tills.map((till) => ({ till, log: till.sell(batches, BATCH) }));
  const begun = performance.now();
  await Promise.all(
    logs.map(async ({ till, log }) => {
      for (const batch of log) await till.push(batch);
    }),
  );
  return (performance.now() - begun) / 1_000;
}
