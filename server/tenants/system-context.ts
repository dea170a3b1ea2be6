import { sealerOf } from "../auth/sealer";
import { serverKeyOf } from "../auth/server-key";
import type { Runtime, TenantContext } from "../context";
import { outboxOf } from "../mail/open-outbox";

/** What a context takes from the process. */
export type ContextSource = Omit<Runtime, "version">;

/** The context of the deployment's own bounded steps and commands inside one tenant. */
export function systemContext(runtime: ContextSource, tenantId: string): TenantContext {
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
    rateLimiter: runtime.rateLimiter,
    outbox: outboxOf(runtime, tenantId),
  };
}
