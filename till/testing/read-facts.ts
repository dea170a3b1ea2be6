import { type Fact, readFact } from "../../core/sale/read-fact";
import type { SaleDocument } from "../../core/sale/sale-document";
import type { TestShop } from "./test-till";

/** What the server made of the events that reached it; it refuses what does not add up. */
export async function readFacts(shop: TestShop): Promise<Fact[]> {
  await shop.world.advance(60_000);
  const events = [...shop.server.inbox.values()].sort((a, b) => a.sequence - b.sequence);
  return events.map((event) => readFact(event));
}

/** The sales, refunds and voids among them. */
export async function readSales(shop: TestShop): Promise<SaleDocument[]> {
  const facts = await readFacts(shop);
  return facts.flatMap((fact) => (fact.kind === "sale" ? [fact.document] : []));
}
