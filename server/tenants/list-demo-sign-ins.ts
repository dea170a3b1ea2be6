import { sql } from "drizzle-orm";
import { ROLES } from "../../core/access/permissions";
import { tenantIdOf } from "../../core/ids";
import type { Runtime } from "../context";

/** The demo's businesses and the password of all its people; never a secret. */
export const DEMO_TENANT_CODES = ["duka", "bright"] as const;
export const DEMO_PASSWORD = "kaunta-demo";

export type DemoSignIn = { email: string; role: string; tenantName: string };

/**
 * Who may try the demo with its password: nobody who has chosen another, and nobody at all unless a
 * tenant says of itself that it is demo data. Read before
 * anybody has signed in, so it names the demo's own codes and no others.
 */
export async function listDemoSignIns(
  runtime: Pick<Runtime, "database">,
): Promise<readonly DemoSignIn[]> {
  const lists = await Promise.all(
    DEMO_TENANT_CODES.map((code) => readTenant(runtime, tenantIdOf(code))),
  );
  return lists.flat();
}

function readTenant(
  runtime: Pick<Runtime, "database">,
  tenantId: string,
): Promise<readonly DemoSignIn[]> {
  const order = JSON.stringify(ROLES);
  return runtime.database.withTenant(tenantId, (tx) =>
    tx.execute<DemoSignIn>(sql`
      select users.email, users.role, tenants.name as "tenantName"
      from users join tenants on tenants.tenant_id = ${tenantId}::uuid and tenants.is_demo
      where users.tenant_id = ${tenantId}::uuid and users.deleted_at is null
        and users.password_hash is not null and users.password_changed_at is null
      order by position(users.role in ${order}), users.email limit 10`),
  );
}
