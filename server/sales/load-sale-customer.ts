import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";

/** Who buys, as far as prices and taxes depend on it. */
export type SaleCustomer = {
  readonly id: string;
  readonly isTaxExempt: boolean;
  readonly groupIds: readonly string[];
};

/** @throws DomainError customer_not_found */
export async function loadSaleCustomer(
  tx: Tx,
  tenantId: string,
  customerId: string,
): Promise<SaleCustomer> {
  const [customer] = await tx.execute<SaleCustomer & Record<string, unknown>>(sql`
    select customers.id, customers.is_tax_exempt as "isTaxExempt",
      array(select members.customer_group_id::text from customer_group_members as members
        where members.tenant_id = ${tenantId}::uuid and members.customer_id = customers.id
        order by members.customer_group_id) as "groupIds"
    from customers where customers.tenant_id = ${tenantId}::uuid
      and customers.id = ${customerId}::uuid and customers.deleted_at is null`);
  if (!customer) throw new DomainError("customer_not_found");
  return customer;
}
