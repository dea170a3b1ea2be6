import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantContext } from "../context";
import { requirePermission, scopedStoreIds } from "../require-permission";
import { inTransaction } from "../transaction";

const STORES_MAX = 500;

export const listStoresResult = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      timezone: z.string(),
      currency: z.string(),
      language: z.string(),
      dayEndsAtMinutes: z.number().int(),
      pricesIncludeTax: z.boolean(),
      /** The tills of the store; a device takes one of them when it enrols. */
      registers: z.array(
        z.object({
          id: z.uuid(),
          code: z.string(),
          name: z.string(),
          /** Another device is this till at the moment. */
          isInUse: z.boolean(),
        }),
      ),
    }),
  ),
});

export type ListStoresResult = z.infer<typeof listStoresResult>;

/**
 * The stores that the caller may see, by name, with their tills.
 *
 * @throws DomainError permission_denied
 */
export async function listStores(context: TenantContext): Promise<ListStoresResult> {
  requirePermission(context.actor, "store.read");
  const { tenantId } = context;
  const scope = scopedStoreIds(context.actor);
  // no-audit: a read.
  const items = await inTransaction(context, (tx) =>
    tx.execute<ListStoresResult["items"][number]>(sql`
      select stores.id, stores.code, stores.name, stores.timezone, stores.currency,
        stores.language, stores.day_ends_at_minutes as "dayEndsAtMinutes",
        price_lists.prices_include_tax as "pricesIncludeTax",
        coalesce((
          select jsonb_agg(jsonb_build_object('id', registers.id, 'code', registers.code,
            'name', registers.name, 'isInUse', exists (
              select 1 from terminals where terminals.tenant_id = ${tenantId}::uuid
                and terminals.register_id = registers.id and terminals.status = 'active'))
            order by length(registers.code), registers.code)
          from registers where registers.tenant_id = ${tenantId}::uuid
            and registers.store_id = stores.id and registers.kind = 'till'
            and registers.deleted_at is null), '[]'::jsonb) as registers
      from stores
      join price_lists on price_lists.tenant_id = ${tenantId}::uuid
        and price_lists.id = stores.price_list_id
      where stores.tenant_id = ${tenantId}::uuid and stores.deleted_at is null
        and ${
          scope === null
            ? sql`true`
            : sql`stores.id in (
                select (jsonb_array_elements_text(${JSON.stringify(scope)}::jsonb))::uuid)`
        }
      order by stores.name, stores.id limit ${STORES_MAX}`),
  );
  return { items: [...items] };
}
