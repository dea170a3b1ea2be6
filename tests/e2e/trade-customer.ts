import { writePriceLists } from "../../server/catalog/write-price-lists";
import { writeCustomers } from "../../server/customers/write-customers";
import { inShop } from "./in-shop";
import type { TestShop } from "./start-shop";

export type TradeCustomer = { name: string; code: string; phone: string };

/** A customer of a group with a price of its own, as the office would set it up. */
export async function addTradeCustomer(
  shop: TestShop,
  trade: { owner: string; customer: TradeCustomer; sku: string; priceMinor: number },
): Promise<void> {
  await inShop(shop, trade.owner, async (context) => {
    const { groupIds } = await writeCustomers(context, {
      groups: [{ code: "TRADE", name: "Trade" }],
      customers: [{ ...trade.customer, groupCodes: ["TRADE"] }],
    });
    await writePriceLists(context, {
      lists: [
        {
          code: "TRADE",
          name: "Trade prices",
          currency: "KES",
          pricesIncludeTax: true,
          customerGroupIds: [...groupIds.values()],
        },
      ],
      prices: [{ listCode: "TRADE", sku: trade.sku, priceMinor: trade.priceMinor }],
    });
  });
}
