import { type Figure, ratioOf, spreadOf } from "../figures";
import type { BenchTerminal, SealedBatch } from "./bench-terminal";
import { requireBooked } from "./require-booked";
import type { SyncRun } from "./sync-run";

const BATCH = 100;
const SALES = 10_000;
const DRAIN_MAX = 2;
const AGAIN_MAX = 0.5;

/** What one till sold in weeks without a network; and all of it again, as after a lost answer. */
export async function measureBacklog({ shop, plain, rounds }: SyncRun): Promise<Figure[]> {
  console.error("Draining a backlog …");
  const plainS: number[] = [];
  const drainS: number[] = [];
  const againS: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [till] = await shop.enrol(1);
    if (!till) throw new Error("no till was enrolled");
    const log = till.sell(SALES / BATCH, BATCH);
    plainS.push(await plain.write(SALES, 1));
    drainS.push(await send(till, log));
    await requireBooked(shop, [till]);
    againS.push(await send(till, log));
    await requireBooked(shop, [till]);
  }
  const drain = { spread: spreadOf(drainS), ratios: divide(drainS, plainS) };
  const again = { spread: spreadOf(againS), ratios: divide(againS, drainS) };
  return [
    {
      name: "a backlog of 10,000 sales",
      unit: "s",
      ...drain,
      baseline: { name: "plain SQL, 1 connection", spread: spreadOf(plainS) },
      target: { text: `ratio ≤ ${DRAIN_MAX}`, isMet: (ratioOf(drain) ?? 9) <= DRAIN_MAX },
      note: "one till, one push in flight, as it must be.",
    },
    {
      name: "the same sent again",
      unit: "s",
      ...again,
      baseline: { name: "the first time", spread: drain.spread },
      target: { text: `ratio ≤ ${AGAIN_MAX}`, isMet: (ratioOf(again) ?? 9) <= AGAIN_MAX },
    },
  ];
}

async function send(till: BenchTerminal, log: readonly SealedBatch[]): Promise<number> {
  const begun = performance.now();
  for (const batch of log) await till.push(batch);
  return (performance.now() - begun) / 1_000;
}

function divide(values: readonly number[], by: readonly number[]): number[] {
  return values.map((value, at) => value / (by[at] ?? Number.NaN));
}
