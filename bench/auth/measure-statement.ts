import { sql } from "drizzle-orm";
import { keptPlan } from "../../db/kept-plans";
import { type Figure, ratioOf, spreadOf } from "../figures";
import { type AuthShop, runPlainly } from "./auth-shop";
import { productQuery } from "./measure-lookup";

const STATEMENTS = 400;
const RATIO_MAX = 1.1;

/** The statement of a lookup, over and over in one transaction: what the policies alone cost. */
export async function measureStatement(shop: AuthShop, rounds: number): Promise<Figure[]> {
  const { tenantId, skus } = shop;
  const queryAt = (at: number) => productQuery(tenantId, skus[(at * 7_919) % skus.length] ?? "");
  const walled = (round: number) =>
    shop.walled.database.withTenant(tenantId, (tx) =>
      timeEach(round, (at) => tx.execute(sql`${keptPlan}${queryAt(at)}`)),
    );
  const plain = (round: number) =>
    shop.admin.begin((tx) => timeEach(round, (at) => runPlainly(tx, queryAt(at))));
  await walled(0);
  await plain(0);
  const [walledMs, plainMs, ratios]: [number[], number[], number[]] = [[], [], []];
  for (let round = 1; round <= rounds; round += 1) {
    const [one, other] = [await walled(round), await plain(round)];
    ratios.push(spreadOf(one).p50 / spreadOf(other).p50);
    walledMs.push(...one);
    plainMs.push(...other);
  }
  const measured = { spread: spreadOf(walledMs), ratios };
  return [
    {
      name: "its statement under row-level security",
      unit: "ms",
      ...measured,
      baseline: { name: "as the tables' owner", spread: spreadOf(plainMs) },
      target: { text: `ratio ≤ ${RATIO_MAX}`, isMet: (ratioOf(measured) ?? 0) <= RATIO_MAX },
      note: `${STATEMENTS} times in one transaction a round.`,
    },
  ];
}

async function timeEach(round: number, work: (at: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < STATEMENTS; at += 1) {
    const begun = performance.now();
    await work(round * STATEMENTS + at);
    times.push(performance.now() - begun);
  }
  return times;
}
