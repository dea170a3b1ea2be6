import { sql } from "drizzle-orm";
import type { Tx } from "../../db/client";

/**
 * The codes of all actions that a tenant's trail has, in order. Steps through the index from one
 * code to the next, so it costs what there are codes, however many entries there are.
 */
export async function listActions(tx: Tx, tenantId: string): Promise<readonly string[]> {
  const rows = await tx.execute<{ action: string }>(sql`
    with recursive step as (
      (select action from audit_entries where tenant_id = ${tenantId}::uuid
        order by action limit 1)
      union all
      select (select audit_entries.action from audit_entries
        where tenant_id = ${tenantId}::uuid and audit_entries.action > step.action
        order by audit_entries.action limit 1)
      from step where step.action is not null)
    select action from step where action is not null`);
  return rows.map(({ action }) => action);
}

export type AuditActor = { readonly id: string; readonly name: string };

/** The people and devices that a tenant's trail names, by name; found the same way. */
export async function listActors(tx: Tx, tenantId: string): Promise<readonly AuditActor[]> {
  const rows = await tx.execute<AuditActor>(sql`
    with recursive step as (
      (select actor_id from audit_entries
        where tenant_id = ${tenantId}::uuid and actor_id is not null order by actor_id limit 1)
      union all
      select (select audit_entries.actor_id from audit_entries
        where tenant_id = ${tenantId}::uuid and audit_entries.actor_id > step.actor_id
        order by audit_entries.actor_id limit 1)
      from step where step.actor_id is not null)
    select step.actor_id as id, coalesce(users.name, registers.name) as name
    from step
    left join users on users.tenant_id = ${tenantId}::uuid and users.id = step.actor_id
    left join terminals on terminals.tenant_id = ${tenantId}::uuid and terminals.id = step.actor_id
    left join registers on registers.tenant_id = ${tenantId}::uuid
      and registers.id = terminals.register_id
    where coalesce(users.name, registers.name) is not null
    order by 2, 1`);
  return [...rows];
}
