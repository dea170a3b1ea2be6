import postgres from "postgres";
import { newCoupon, newPromotion } from "../factories/new-promotion";

type PromotionInput = ReturnType<typeof newPromotion>;

/** Any three of a product for less, so that an explanation has something to explain. */
export const MULTIBUY = { name: "Any 3 for 180", quantity: 3, priceMinor: 18_000 } as const;
export const GOOD_COUPON = "TENOFF";
export const EXPIRED_COUPON = "LONGGONE";
export const DOLLAR_RATE = "129.35";

/**
 * Rules of these tests' own, whatever the demo sells by: a promotion, coupons, one foreign currency
 * and tips. Written before the first till is set up, so every till begins with them.
 */
export async function addSellingRules(adminUrl: string, multibuySku: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const [product] = await sql<{ tenantId: string; id: string }[]>`
      select tenant_id as "tenantId", id from products where sku = ${multibuySku}`;
    if (!product) throw new Error(`the demo has no ${multibuySku}`);
    const { tenantId } = product;
    await sql`
      update stores set takes_tips = true,
        exchange_rates = ${sql.json([{ currency: "USD", rate: DOLLAR_RATE }])}
      where tenant_id = ${tenantId}`;
    for (const promotion of promotionsFor(product.id)) {
      await insertPromotion(sql, tenantId, promotion);
    }
  } finally {
    await sql.end();
  }
}

function promotionsFor(productId: string): PromotionInput[] {
  const target = { productIds: [productId], categoryIds: [], tags: [], excludedProductIds: [] };
  const { name, quantity, priceMinor } = MULTIBUY;
  const effect = { kind: "mix_and_match", quantity, priceMinor } as PromotionInput["effect"];
  return [
    newPromotion({ code: "MULTIBUY", name, target, effect }),
    newCoupon(GOOD_COUPON, { effect: { kind: "order_percent_off", percentPpm: 100_000 } }),
    newCoupon(EXPIRED_COUPON, { validUntil: "2020-01-01T00:00:00.000Z" }),
  ];
}

async function insertPromotion(
  sql: postgres.Sql,
  tenantId: string,
  { code, name, priority, isActive = true, ...definition }: PromotionInput,
): Promise<void> {
  const couponCode = definition.coupon?.code ?? null;
  await sql`
    insert into promotions (tenant_id, id, code, name, priority, is_active, coupon_code, definition,
      created_at, updated_at, revision)
    values (${tenantId}, gen_random_uuid(), ${code}, ${name}, ${priority}, ${isActive},
      ${couponCode}, ${sql.json(JSON.parse(JSON.stringify(definition)))}, now(), now(), 1)`;
}
