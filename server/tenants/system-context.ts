import { sealerOf } from "../auth/sealer";
import { serverKeyOf } from "../auth/server-key";
import type { Runtime, TenantContext } from "../context";

/** The context of the deployment's own bounded steps and commands inside one tenant. */
export function systemContext(
  runtime: Pick<Runtime, "database" | "authSecret" | "appUrl" | "now" | "newId" | "log">,
  tenantId: string,
): TenantContext {
  return {
    tenantId,
    actor: { kind: "system" },
    database: runtime.database,
    now: runtime.now,
    newId: runtime.newId,
    log: runtime.log,
    requestId: runtime.newId(),
    ip: null,
    userAgent: null,
    appUrl: runtime.appUrl,
    serverKey: () => serverKeyOf(runtime.authSecret, tenantId),
    sealer: () => sealerOf(runtime.authSecret, tenantId),
  };
}
