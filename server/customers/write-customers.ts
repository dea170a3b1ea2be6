import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../core/errors";
import { toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import { insertRows } from "../../db/insert-rows";
import { customerGroupMembers, customerGroups, customers } from "../../db/schema/customers";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { CUSTOMERS_STREAM, nextRevision } from "../next-revision";
import { parseInput } from "../parse-input";
import { requireDistinct } from "../require-distinct";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";

const CUSTOMERS_MAX = 20_000;
/** The audit trail is kept for ever: it names customers by their codes and holds nothing else of them. */
const AUDITED_CODES_MAX = 50;
const code = z.string().trim().min(1).max(40);

export const writeCustomersInput = z.strictObject({
  groups: z
    .array(z.strictObject({ code, name: z.string().trim().min(1).max(80) }))
    .max(1_000)
    .default([]),
  customers: z
    .array(
      z.strictObject({
        /** Of a customer who is not known yet. */
        id: z.uuid().optional(),
        /** What the customer's card carries. */
        code,
        name: z.string().trim().min(1).max(120),
        country: z.string().max(60).nullable().default(null),
        phone: z.string().trim().min(1).max(40).nullable().default(null),
        isTaxExempt: z.boolean().default(false),
        groupCodes: z.array(code).max(50).default([]),
      }),
    )
    .max(CUSTOMERS_MAX)
    .default([]),
});
export type WriteCustomersInput = z.input<typeof writeCustomersInput>;
type Rows = z.output<typeof writeCustomersInput>;

type Ids = ReadonlyMap<string, string>;
export type WrittenCustomers = { readonly groupIds: Ids; readonly customerIds: Ids };

/**
 * Create or replace customers and their groups by their codes, all or nothing, in a handful of
 * statements however many there are. Who and what is not named stays.
 *
 * @returns ids by code.
 * @throws DomainError permission_denied | validation_failed (also a code given twice, and a group
 *         that is neither given nor known).
 */
export async function writeCustomers(
  context: TenantContext,
  input: WriteCustomersInput,
): Promise<WrittenCustomers> {
  requirePermission(context.actor, "customer.write");
  const rows = parseInput(writeCustomersInput, input);
  requireDistinct("groups", codesOf(rows.groups));
  requireDistinct("customers", codesOf(rows.customers));
  return inTransaction(context, async (tx) => {
    const revision = await nextRevision(tx, context.tenantId, CUSTOMERS_STREAM);
    const written = await writeRows(tx, context, { rows, revision });
    await recordAudit(tx, context, {
      action: "customer.write",
      details: {
        groups: rows.groups.length,
        customers: rows.customers.length,
        codes: codesOf(rows.customers).slice(0, AUDITED_CODES_MAX),
        revision,
      },
    });
    return written;
  });
}

const codesOf = (rows: readonly { readonly code: string }[]) => rows.map((row) => row.code);

async function writeRows(
  tx: Tx,
  context: TenantContext,
  batch: { rows: Rows; revision: number },
): Promise<WrittenCustomers> {
  const { tenantId } = context;
  const { rows, revision } = batch;
  const at = toIso(context.now());
  const stamp = { createdAt: at, updatedAt: at, deletedAt: null, version: 1, revision };
  const [knownGroups, knownCustomers] = await Promise.all([
    idsByCode(tx, tenantId, "customer_groups", [
      ...codesOf(rows.groups),
      ...rows.customers.flatMap((customer) => customer.groupCodes),
    ]),
    idsByCode(tx, tenantId, "customers", codesOf(rows.customers)),
  ]);
  const groupIds = new Map(knownGroups);
  for (const group of rows.groups) groupIds.set(group.code, idOf(knownGroups, group, context));
  const customerIds = new Map(
    rows.customers.map((customer) => [customer.code, idOf(knownCustomers, customer, context)]),
  );
  await insertRows(tx, customerGroups, {
    tenantId,
    rows: rows.groups.map((group) => ({ ...group, id: groupIds.get(group.code), ...stamp })),
    onConflict: replacing("customer_groups", ["name"]),
  });
  await insertRows(tx, customers, {
    tenantId,
    rows: rows.customers.map(({ groupCodes: _, ...customer }) => ({
      ...customer,
      id: customerIds.get(customer.code),
      ...stamp,
    })),
    onConflict: replacing("customers", ["name", "country", "phone", "is_tax_exempt"]),
  });
  await replaceMembers(tx, tenantId, { rows, groupIds, customerIds });
  return { groupIds, customerIds };
}

function idOf(known: Ids, row: { code: string; id?: string | undefined }, context: TenantContext) {
  return known.get(row.code) ?? row.id ?? context.newId();
}

async function idsByCode(
  tx: Tx,
  tenantId: string,
  table: "customers" | "customer_groups",
  codes: readonly string[],
): Promise<Ids> {
  const rows = await tx.execute<{ code: string; id: string }>(sql`
    select code, id from ${sql.identifier(table)} where tenant_id = ${tenantId}::uuid
      and code in (select jsonb_array_elements_text(${JSON.stringify(codes)}::jsonb))`);
  return new Map(rows.map((row) => [row.code, row.id]));
}

/** A known row is replaced, comes back if it was removed, and counts a version up. */
function replacing(table: string, columns: readonly string[]) {
  const assignments = [...columns, "updated_at", "deleted_at", "revision"].map(
    (column) => sql`${sql.identifier(column)} = excluded.${sql.identifier(column)}`,
  );
  return sql`on conflict (tenant_id, id) do update set
    version = ${sql.identifier(table)}.version + 1, ${sql.join(assignments, sql`, `)}`;
}

async function replaceMembers(
  tx: Tx,
  tenantId: string,
  parts: { rows: Rows; groupIds: Ids; customerIds: Ids },
): Promise<void> {
  const { rows, groupIds, customerIds } = parts;
  const members = rows.customers.flatMap((customer) =>
    customer.groupCodes.map((groupCode) => {
      const customerGroupId = groupIds.get(groupCode);
      if (customerGroupId === undefined) {
        throw new DomainError("validation_failed", { path: "groupCodes", message: groupCode });
      }
      return { customerId: customerIds.get(customer.code), customerGroupId };
    }),
  );
  const ids = JSON.stringify([...customerIds.values()]);
  await tx.execute(sql`
    delete from customer_group_members where tenant_id = ${tenantId}::uuid
      and customer_id in (select (jsonb_array_elements_text(${ids}::jsonb))::uuid)`);
  await insertRows(tx, customerGroupMembers, { tenantId, rows: members });
}
