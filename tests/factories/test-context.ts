import { limitsOf } from "../../core/access/limits";
import { permissionsOf, type Role } from "../../core/access/permissions";
import type { Actor, TenantContext } from "../../server/context";
import { systemContext } from "../../server/tenants/system-context";
import type { TestTenant } from "./new-tenant";

/** What a verb gets when a person of this role has signed in; `system` is no person. */
export function testContext(
  tenant: TestTenant,
  role: Role | "system",
  options: { storeIds?: readonly string[] } = {},
): TenantContext {
  const context = systemContext(tenant.runtime, tenant.tenantId);
  if (role === "system") return context;
  const actor: Actor = {
    kind: "user",
    userId: tenant.users[role].id,
    sessionId: tenant.runtime.newId(),
    role,
    permissions: new Set(permissionsOf(role)),
    limits: limitsOf(role),
    credential: "office",
    provedAt: context.now(),
    storeIds: options.storeIds === undefined ? null : new Set(options.storeIds),
  };
  return { ...context, actor };
}

/** What a verb gets when an enrolled device calls. */
export function terminalContext(
  tenant: TestTenant,
  terminal: { terminalId: string; storeId: string },
): TenantContext {
  const actor: Actor = { kind: "terminal", ...terminal };
  return { ...systemContext(tenant.runtime, tenant.tenantId), actor };
}
