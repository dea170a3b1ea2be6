import { createClient } from "../../../server/auth/clients/create-client";
import { createKey } from "../../../server/auth/keys/create-key";
import { openSession } from "../../../server/auth/open-session";
import { formatRefreshToken } from "../../../server/auth/refresh-token";
import { newRefreshSecret } from "../../../server/auth/tokens/token-pair";
import type { TestTenant } from "../../factories/new-tenant";
import { testContext } from "../../factories/test-context";

/** More than the walks ask for of one place. */
const TOKENS = 24;

/** Refresh tokens of the cashier's, each of a session of its own, since each works once. */
export async function fillTokens(tenant: TestTenant): Promise<() => string> {
  const { runtime, tenantId, users } = tenant;
  const person = { tenantId, userId: users.cashier.id };
  const tokens: string[] = [];
  for (let count = 0; count < TOKENS; count += 1) {
    const { secret, hash } = newRefreshSecret();
    const claims = await openSession(runtime, person, {
      kind: "api",
      method: "password",
      deviceName: tenant.code,
      refreshHash: hash,
      ip: null,
      userAgent: null,
    });
    tokens.push(formatRefreshToken(runtime.authSecret, { ...claims, secret }));
  }
  return () => {
    const token = tokens.pop();
    if (token === undefined) throw new Error("the walk needs more refresh tokens");
    return token;
  };
}

/** A client's name and secret. */
export type Program = { readonly clientId: string; readonly clientSecret: string };

export async function fillProgram(
  tenant: TestTenant,
  storeId: string,
  marker: string,
): Promise<Program> {
  const owner = testContext(tenant, "owner");
  const given = { name: marker, scopes: ["sale.read" as const] };
  const client = await createClient(owner, { ...given, storeIds: [storeId] });
  await createKey(owner, given);
  return client;
}
