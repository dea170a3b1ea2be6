import { isDomainError } from "../../core/errors";
import { type SaleDocument, saleDocumentSchema } from "../../core/sale/sale-document";
import { verifySaleDocument } from "../../core/sale/verify-sale-document";
import { canonicalJson } from "../../core/sync/canonical";
import { agrees, alterTrace } from "./alter-trace";
import { Chance, mixSeed } from "./chance";
import { findUnclosed, randomFollowUp } from "./follow-ups";
import { type OpenWorld, openWorld, priceAtServer, priceAtTill } from "./price-cart";
import { type RandomCart, randomCart } from "./random-cart";
import { newWorld } from "./random-world";
import { numberOf, type Settlement, settleCart } from "./settle-cart";

/** A cart with everything that came of it, as documents in their order. */
export type CheckedCart = {
  readonly documents: readonly Sold[];
  readonly traits: Readonly<Record<Trait, boolean>>;
  readonly tracesAltered: number;
};

export type Sold = { readonly document: SaleDocument; readonly soldAt: RandomCart["soldAt"] };

export const TRAITS = ["promotion", "mixed tax", "refund", "weighed line"] as const;
export type Trait = (typeof TRAITS)[number];

/** One of the promises does not hold; the message says which, of which cart. */
export class Violation extends Error {}

/** Carts that share a shop, because making its rules ready costs more than a cart. */
const CARTS_A_WORLD = 20;

let opened: { readonly key: string; readonly open: OpenWorld } | null = null;

function worldOf(seed: number, index: number): OpenWorld {
  const number = Math.floor(index / CARTS_A_WORLD);
  const key = `${seed}/${number}`;
  if (opened?.key !== key) opened = { key, open: openWorld(newWorld(mixSeed(seed, number))) };
  return opened.open;
}

/**
 * Make the cart of a place in a run and hold it to everything that needs no database: till and
 * server come to the same bytes, the document is right, traces execute to their lines and no
 * altered one does, returns close to what was sold.
 *
 * @throws Violation
 */
export function checkCart(seed: number, index: number): CheckedCart {
  const open = worldOf(seed, index);
  const chance = new Chance(seed + 1, index);
  const random = randomCart(chance, open.world);
  const name = (part: string) => ({ receiptNumber: numberOf(index, `${seed} ${part}`) });
  const document = sell(chance, open, random, name("sale"));
  const followUp = randomFollowUp(chance, open, { document, random });
  const later = (followUp?.carts ?? []).map((each, part) => {
    const kind = followUp?.kind === "exchange" ? "sale" : (followUp?.kind ?? "sale");
    const original = kind === "sale" ? {} : { originalSaleId: document.saleId, reason: "Changed" };
    return {
      ...each,
      document: sell(chance, open, each, { ...name(`${part}`), kind, ...original }),
    };
  });
  if (followUp && followUp.kind !== "exchange") {
    const unclosed = findUnclosed(
      document,
      later.map((each) => each.document),
    );
    if (unclosed !== null) throw new Violation(`returns do not close: ${unclosed}`);
  }
  const documents = [{ document, soldAt: random.soldAt }, ...later];
  return { documents, traits: traitsOf(documents), tracesAltered: checkTraces(documents) };
}

function sell(
  chance: Chance,
  open: OpenWorld,
  random: RandomCart,
  settlement: Settlement,
): SaleDocument {
  const quote = priceAtTill(open, random);
  const shown = JSON.stringify(quote);
  if (shown !== JSON.stringify(priceAtServer(open, random))) {
    throw new Violation("till and server differ");
  }
  const document = settleCart(chance, open, { ...random, quote, ...settlement });
  const received = saleDocumentSchema.parse(JSON.parse(JSON.stringify(document)));
  if (canonicalJson(received) !== canonicalJson(document))
    throw new Violation("the document does not survive JSON");
  try {
    verifySaleDocument(received);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    throw new Violation(`the document is refused: ${error.code} ${JSON.stringify(error.details)}`);
  }
  return received;
}

function checkTraces(documents: readonly Sold[]): number {
  const lines = documents.flatMap(({ document }) => document.lines);
  return lines.reduce((count, line) => count + checkTrace(line), 0);
}

function checkTrace(line: SaleDocument["lines"][number]): number {
  if (line.trace === null) return 0;
  if (!agrees(line, line.trace)) throw new Violation(`line ${line.lineId}: its trace differs`);
  let count = 0;
  for (const altered of alterTrace(line.trace)) {
    count += 1;
    if (!agrees(line, altered)) continue;
    throw new Violation(`an altered trace still agrees: ${JSON.stringify(altered.steps)}`);
  }
  return count;
}

function traitsOf(documents: readonly Sold[]): Record<Trait, boolean> {
  const lines = documents.flatMap(({ document }) => document.lines);
  const taxes = new Set(lines.map((line) => `${line.taxGroupCode} ${line.pricesIncludeTax}`));
  return {
    promotion: lines.some((line) => line.promotionMinor !== 0),
    "mixed tax": taxes.size > 1,
    refund: documents.some(({ document }) => document.kind !== "sale") || lines.some(isBack),
    "weighed line": lines.some((line) => line.unit === "kg"),
  };
}

function isBack(line: SaleDocument["lines"][number]): boolean {
  return line.quantityMilli < 0;
}
