import { sql } from "drizzle-orm";
import type { CustomerChange } from "../../core/sync/protocol-v1";
import type { Tx } from "../../db/client";
import { behindPlace, pageOf, type StreamPage, type StreamQuery } from "./stream-page";

type CustomerRow = CustomerChange & { revision: string; isGone: boolean };

/** Customers after a place; those who were removed before a first download are left out of it. */
export async function readCustomerChanges(tx: Tx, query: StreamQuery): Promise<StreamPage> {
  const { tenantId, after, head, limit } = query;
  if (after[0] >= head && after[1] === "") return { changes: [], place: after, isComplete: true };
  const rows = await tx.execute<CustomerRow>(sql`
    select customers.id, customers.code, customers.name, customers.phone,
      customers.is_tax_exempt as "isTaxExempt", customers.revision,
      customers.deleted_at is not null as "isGone",
      array(select members.customer_group_id::text from customer_group_members as members
        where members.tenant_id = ${tenantId}::uuid and members.customer_id = customers.id
        order by members.customer_group_id) as "groupIds"
    from customers where customers.tenant_id = ${tenantId}::uuid
      and ${behindPlace(query, "customers")}
      and (${after[0] > 0} or customers.deleted_at is null)
    order by customers.revision, customers.id limit ${limit}`);
  return pageOf(
    query,
    rows.map(({ revision, isGone, ...body }) => ({
      entity: "customer",
      id: body.id,
      revision: Number(revision),
      body: isGone ? null : body,
    })),
  );
}
