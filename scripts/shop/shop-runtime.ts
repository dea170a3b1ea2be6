import { isDomainError } from "../../core/errors";
import { tenantIdOf } from "../../core/ids";
import type { Runtime } from "../../server/context";
import { createRuntime } from "../../server/runtime";
import { openShop, type Shop } from "../postgres/connect";
import { Refusal } from "../refusal";

/**
 * Work of a command beside the shop, running or not, which is closed again behind it.
 *
 * @throws Refusal with the code of what the shop refused
 */
export async function withShopRuntime(
  work: (runtime: Runtime, shop: Shop) => Promise<void>,
): Promise<void> {
  const shop = await openShop();
  const runtime = createRuntime({
    databaseUrl: shop.appUrl,
    authSecret: shop.authSecret,
    appUrl: shop.serverUrl ?? "http://localhost",
  });
  try {
    await work(runtime, shop);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const details = Object.entries(error.details).map(([key, value]) => `${key} ${value}`);
    throw new Refusal(`${error.code}${details.length > 0 ? `: ${details.join(", ")}` : ""}.`);
  } finally {
    await runtime.database.close();
    await shop.close();
  }
}

/** The business of a code, or all of them. */
export async function wantedTenants(
  runtime: Runtime,
  code: string | undefined,
): Promise<readonly string[]> {
  const known = await runtime.database.listTenantIds();
  if (code === undefined) return known;
  const tenantId = tenantIdOf(code);
  if (known.includes(tenantId)) return [tenantId];
  throw new Refusal(`There is no business with the code ${code}.`);
}
