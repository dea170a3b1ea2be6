import { sql } from "drizzle-orm";
import type { Tx } from "../../../db/client";
import type { PasswordOwner } from "../password-rules";

/** A person as letters and pages address them, and the business whose account it is. */
export type AccountOwner = PasswordOwner & {
  readonly userId: string;
  /** The person's own, or else the business's. */
  readonly language: string;
};

/**
 * Put acts on one person's password and links one behind the other. False when there is nobody who
 * may come in.
 */
export async function lockPerson(tx: Tx, tenantId: string, userId: string): Promise<boolean> {
  const people = await tx.execute(sql`
    select 1 from users
    where tenant_id = ${tenantId}::uuid and id = ${userId}::uuid and kind = 'person'
      and deleted_at is null and blocked_at is null
    for no key update`);
  return people.length > 0;
}

/** Null for nobody, and for who may not come in: blocked, gone, or no person. */
export async function findAccountOwner(
  tx: Tx,
  tenantId: string,
  userId: string,
): Promise<AccountOwner | null> {
  const [owner] = await tx.execute<AccountOwner>(sql`
    select users.id as "userId", users.email, users.name, users.display_name as "displayName",
      coalesce(users.language, tenants.language) as language,
      tenants.name as "businessName", tenants.code as "businessCode"
    from users join tenants on tenants.tenant_id = ${tenantId}::uuid
    where users.tenant_id = ${tenantId}::uuid and users.id = ${userId}::uuid
      and users.kind = 'person' and users.deleted_at is null and users.blocked_at is null`);
  return owner ?? null;
}
