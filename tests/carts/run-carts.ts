import type { Runtime } from "../../server/context";
import { type CartLedger, openCartLedger } from "./cart-ledger";
import { type CheckedCart, checkCart, TRAITS, type Trait, Violation } from "./check-cart";
import { checkLedger } from "./compare-booked";

/** Which carts of a seed to make: every `step`-th from `from` on, before `until`. */
export type CartRange = {
  readonly seed: number;
  readonly from: number;
  readonly until: number;
  readonly step: number;
};

export type CartTally = {
  readonly carts: number;
  readonly documents: number;
  readonly tracesAltered: number;
  readonly traits: Readonly<Record<Trait, number>>;
  readonly violations: readonly string[];
};

const VIOLATIONS_SHOWN = 20;

/**
 * Check the carts of a range, each by itself and then, through a fresh tenant's sync path, in the
 * ledger. A violation is kept with the command that makes the same cart again.
 */
export async function runCarts(runtime: Runtime, range: CartRange): Promise<CartTally> {
  const ledger = await openCartLedger(runtime);
  const tally = newTally();
  for (let index = range.from; index < range.until; index += range.step) {
    const checked = check(range, index, tally);
    if (!checked) continue;
    count(tally, checked);
    await book(ledger, checked, { range, index, tally });
  }
  const last = { range, index: range.until - 1, tally };
  await guard(() => ledger.flush(), last);
  await guard(() => checkLedger(ledger.context), last);
  return tally;
}

type Tally = {
  carts: number;
  documents: number;
  tracesAltered: number;
  traits: Record<Trait, number>;
  violations: string[];
};

function newTally(): Tally {
  const traits = Object.fromEntries(TRAITS.map((trait) => [trait, 0])) as Record<Trait, number>;
  return { carts: 0, documents: 0, tracesAltered: 0, traits, violations: [] };
}

type Place = { readonly range: CartRange; readonly index: number; readonly tally: Tally };

function check(range: CartRange, index: number, tally: Tally): CheckedCart | null {
  try {
    return checkCart(range.seed, index);
  } catch (error) {
    note({ range, index, tally }, error);
    return null;
  }
}

async function book(ledger: CartLedger, checked: CheckedCart, place: Place): Promise<void> {
  for (const sold of checked.documents) await guard(() => ledger.add(sold), place);
}

async function guard(work: () => Promise<void>, place: Place): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    note(place, error);
  }
}

function note({ range, index, tally }: Place, error: unknown): void {
  if (tally.violations.length >= VIOLATIONS_SHOWN) return;
  const message = error instanceof Error ? error.message : String(error);
  tally.violations.push(`--seed ${range.seed} --from ${index} --count 1: ${message}`);
}

function count(tally: Tally, checked: CheckedCart): void {
  tally.carts += 1;
  tally.documents += checked.documents.length;
  tally.tracesAltered += checked.tracesAltered;
  for (const trait of TRAITS) if (checked.traits[trait]) tally.traits[trait] += 1;
}

/** The tallies of several runs as one. */
export function addTallies(tallies: readonly CartTally[]): CartTally {
  const sum = newTally();
  for (const tally of tallies) {
    sum.carts += tally.carts;
    sum.documents += tally.documents;
    sum.tracesAltered += tally.tracesAltered;
    for (const trait of TRAITS) sum.traits[trait] += tally.traits[trait];
    sum.violations.push(...tally.violations);
  }
  return sum;
}

/** The least share of the carts that each trait has to be in. */
export const TRAIT_SHARE_MIN = 0.2;

/** Traits that too few carts had for the run to say anything of them. */
export function rareTraits(tally: CartTally): Trait[] {
  return TRAITS.filter((trait) => tally.traits[trait] < tally.carts * TRAIT_SHARE_MIN);
}
