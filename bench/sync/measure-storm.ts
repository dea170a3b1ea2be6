import { setTimeout as sleep } from "node:timers/promises";
import { type Figure, ratioOf, spreadOf } from "../figures";
import type { BenchTerminal } from "./bench-terminal";
import { requireBooked } from "./require-booked";
import type { SyncRun } from "./sync-run";

const TILLS = 100;
const BATCH = 100;
const EVENTS = 500;
const ALONE_SALES = 200;
const THINK_MS = 50;
const RATIO_MAX = 2;

/** The network comes back for a hundred tills at once while another one sells. */
export async function measureStorm({ shop, rounds }: SyncRun): Promise<Figure[]> {
  console.error("A hundred tills come back …");
  const [online] = await shop.enrol(1);
  if (!online) throw new Error("no till was enrolled");
  await sellOneByOne(online, (sold) => sold < ALONE_SALES);
  const aloneMs: number[] = [];
  const stormMs: number[] = [];
  const ratios: number[] = [];
  const drainS: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const tills = await shop.enrol(TILLS);
    const logs = tills.map((till) => ({ till, log: till.sell(EVENTS / BATCH, BATCH) }));
    const alone = await sellOneByOne(online, (sold) => sold < ALONE_SALES);
    const begun = performance.now();
    let isOver = false;
    const sold = sellOneByOne(online, () => !isOver);
    await Promise.all(
      logs.map(async ({ till, log }) => {
        for (const batch of log) await till.push(batch);
      }),
    );
    drainS.push((performance.now() - begun) / 1_000);
    isOver = true;
    const during = await sold;
    await requireBooked(shop, [online, ...tills]);
    aloneMs.push(...alone);
    stormMs.push(...during);
    ratios.push(spreadOf(during).p99 / spreadOf(alone).p99);
  }
  const online99 = { spread: spreadOf(stormMs), ratios };
  return [
    {
      name: `a sale while ${TILLS} tills send ${EVENTS} each`,
      unit: "ms",
      ...online99,
      baseline: { name: "the same till alone", spread: spreadOf(aloneMs) },
      target: { text: `p99's ratio ≤ ${RATIO_MAX}`, isMet: (ratioOf(online99) ?? 9) <= RATIO_MAX },
      note:
        `the ratio is of the p99 of each round. All ${TILLS * EVENTS} were taken after ` +
        `${spreadOf(drainS).p50.toFixed(1)} s, and each stands in the ledger once.`,
    },
  ];
}

/** Milliseconds of each push of a single sale. */
async function sellOneByOne(
  till: BenchTerminal,
  goesOn: (sold: number) => boolean,
): Promise<number[]> {
  const tookMs: number[] = [];
  while (goesOn(tookMs.length)) {
    const [sale] = till.sell(1, 1);
    if (!sale) throw new Error("nothing was sold");
    const begun = performance.now();
    await till.push(sale);
    tookMs.push(performance.now() - begun);
    await sleep(THINK_MS);
  }
  return tookMs;
}
