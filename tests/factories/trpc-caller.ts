import type { TenantContext } from "../../server/context";
import { appRouter } from "../../server/trpc/root";
import type { TestTenant } from "./new-tenant";

/** The procedures as this person calls them; null is nobody. */
export function trpcCaller(tenant: TestTenant, context: TenantContext | null) {
  const { runtime } = tenant;
  const resHeaders = new Headers();
  return appRouter.createCaller({
    runtime,
    requestId: runtime.newId(),
    tenant: context,
    resHeaders,
  });
}
