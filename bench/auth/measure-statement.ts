import { type Figure, ratioOf, spreadOf } from "../figures";
import type { AuthShop } from "./auth-shop";
import { productQuery, runPlainly } from "./plain-lookup";
import { timePair } from "./time-pair";

const STATEMENTS = 1_000;
const RATIO_MAX = 1.1;

/**
 * The statement of a lookup, over and over in one transaction, by turns with one of the tables'
 * owner: what the policies alone cost.
 */
export async function measureStatement(shop: AuthShop, rounds: number): Promise<Figure[]> {
  const [walledMs, plainMs, ratios]: [number[], number[], number[]] = [[], [], []];
  await runRound(shop, 0);
  for (let round = 1; round <= rounds; round += 1) {
    const [one, other] = await runRound(shop, round);
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
      note: `${STATEMENTS} times in one transaction a round, each with its trip to the database.`,
    },
  ];
}

function runRound(shop: AuthShop, round: number): Promise<[number[], number[]]> {
  const { tenantId, skus, admin, application } = shop;
  const queryAt = (at: number) => productQuery(tenantId, skus[(at * 7_919) % skus.length] ?? "");
  return application.begin(async (walled) => {
    await walled`select app_enter(${tenantId}::uuid)`;
    return admin.begin(async (plain): Promise<[number[], number[]]> => {
      const [one, other]: [number[], number[]] = [[], []];
      for (let at = 0; at < STATEMENTS; at += 1) {
        const query = queryAt(round * STATEMENTS + at);
        const [walledTook, plainTook] = await timePair(
          at,
          () => runPlainly(walled, query),
          () => runPlainly(plain, query),
        );
        one.push(walledTook);
        other.push(plainTook);
      }
      return [one, other];
    });
  });
}
