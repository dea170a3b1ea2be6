import pino from "pino";
import { uuidv7 } from "uuidv7";
import { instant } from "../../core/time";
import { openDatabase } from "../../db/client";
import { writePriceLists } from "../../server/catalog/write-price-lists";
import { writeCustomers } from "../../server/customers/write-customers";
import { emailSha256 } from "../../server/people/create-user";
import { systemContext } from "../../server/tenants/system-context";
import type { TestShop } from "./start-shop";

export type TradeCustomer = { name: string; code: string; phone: string };

/** A customer of a group with a price of its own, as the office would set it up. */
export async function addTradeCustomer(
  shop: TestShop,
  trade: { owner: string; customer: TradeCustomer; sku: string; priceMinor: number },
): Promise<void> {
  const database = openDatabase(shop.appUrl, { max: 1 });
  try {
    const [tenantId] = await database.findSignInTenants(emailSha256(trade.owner));
    if (tenantId === undefined) throw new Error("the demo has a shop of this owner");
    const context = systemContext(
      {
        database,
        // Nothing is signed here.
        authSecret: "",
        now: () => instant(Date.now()),
        newId: uuidv7,
        log: pino({ level: "silent" }),
      },
      tenantId,
    );
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
  } finally {
    await database.close();
  }
}
