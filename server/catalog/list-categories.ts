import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantContext } from "../context";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";

const CATEGORIES_MAX = 2_000;

export const listCategoriesResult = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      /** The name in other languages, by language code. */
      names: z.record(z.string(), z.string()),
      hue: z.number().int(),
      icon: z.string(),
      productCount: z.number().int(),
    }),
  ),
});

export type ListCategoriesResult = z.infer<typeof listCategoriesResult>;

/**
 * The categories in their order, each with how many products it has.
 *
 * @throws DomainError permission_denied
 */
export async function listCategories(context: TenantContext): Promise<ListCategoriesResult> {
  requirePermission(context.actor, "catalog.read");
  const { tenantId } = context;
  // no-audit: a read.
  const items = await inTransaction(context, (tx) =>
    tx.execute<ListCategoriesResult["items"][number]>(sql`
      select categories.id, categories.code, categories.name, categories.names, categories.hue,
        categories.icon, (
          select count(*)::int from products where products.tenant_id = ${tenantId}::uuid
            and products.category_id = categories.id and products.deleted_at is null
        ) as "productCount"
      from categories
      where categories.tenant_id = ${tenantId}::uuid and categories.deleted_at is null
      order by categories.position, categories.name, categories.id limit ${CATEGORIES_MAX}`),
  );
  return { items: [...items] };
}
