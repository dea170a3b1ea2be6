import { and, eq, isNull } from "drizzle-orm";
import { tenantIdOf } from "../../../core/ids";
import type { Tx } from "../../../db/client";
import { oidcProviders } from "../../../db/schema/access";
import { tenants } from "../../../db/schema/people";
import type { Runtime } from "../../context";

export type SignInProvider = { readonly id: string; readonly name: string };

export type ReadyProvider = SignInProvider & {
  readonly tenantCode: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly sealedSecret: string;
};

/** Where else one may sign in to a business; nothing for a business that there is not. */
export function listSignInProviders(
  runtime: Pick<Runtime, "database">,
  tenantCode: string,
): Promise<readonly SignInProvider[]> {
  const tenantId = tenantIdOf(tenantCode);
  return runtime.database.withTenant(tenantId, (tx) =>
    tx
      .select({ id: oidcProviders.id, name: oidcProviders.name })
      .from(oidcProviders)
      .where(isReady(tenantId))
      .orderBy(oidcProviders.name, oidcProviders.id),
  );
}

/** A provider by which one may sign in at this moment. */
export async function findReadyProvider(
  tx: Tx,
  tenantId: string,
  providerId: string,
): Promise<ReadyProvider | null> {
  const [provider] = await tx
    .select({
      id: oidcProviders.id,
      name: oidcProviders.name,
      tenantCode: tenants.code,
      issuer: oidcProviders.issuer,
      clientId: oidcProviders.clientId,
      sealedSecret: oidcProviders.sealedSecret,
    })
    .from(oidcProviders)
    .innerJoin(tenants, and(eq(tenants.tenantId, tenantId)))
    .where(and(isReady(tenantId), eq(oidcProviders.id, providerId)));
  return provider ?? null;
}

function isReady(tenantId: string) {
  return and(
    eq(oidcProviders.tenantId, tenantId),
    eq(oidcProviders.isEnabled, true),
    isNull(oidcProviders.deletedAt),
  );
}
