import postgres from "postgres";
import { tenantIdOf } from "../core/ids";
import {
  APPEND_ONLY_TABLES,
  PRUNED_TABLES,
  REPLACEABLE_TABLES,
  UPDATABLE_TABLES,
} from "../db/grants";
import { BRIGHT_AND_CO } from "../db/seed/bright-and-co";
import { DUKA_MOJA } from "../db/seed/duka-moja";
import { createRuntime } from "../server/runtime";
import { publishStock } from "../server/till-sync/publish-stock";
import { seedHistory } from "./demo/seed-history";
import { seedTenant } from "./demo/seed-tenant";

/**
 * Fill a new embedded database with the two demo tenants. What an interrupted seeding left of
 * them is removed first, so that the demo is always whole.
 */
export async function seedDemo(shop: {
  adminUrl: string;
  appUrl: string;
  authSecret: string;
}): Promise<void> {
  await removeDemo(shop.adminUrl);
  const runtime = createRuntime({
    databaseUrl: shop.appUrl,
    authSecret: shop.authSecret,
    appUrl: "http://localhost",
  });
  try {
    await seedTenant(runtime, BRIGHT_AND_CO);
    const duka = await seedTenant(runtime, DUKA_MOJA);
    await seedHistory(duka, DUKA_MOJA);
    for (const store of duka.stores) await publishStock(duka.context, store.id);
  } finally {
    await runtime.database.close();
  }
  await analyze(shop.adminUrl);
}

/** The planner knows nothing yet of tables that were just filled. */
async function analyze(adminUrl: string): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  await admin`analyze`;
  await admin.end({ timeout: 5 });
}

async function removeDemo(adminUrl: string): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const codes = [DUKA_MOJA.code, BRIGHT_AND_CO.code];
    const found = await admin`
      select 1 from tenants where is_demo and tenant_id in ${admin(codes.map(tenantIdOf))}`;
    if (found.length === 0) return;
    await admin.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      const tables = [
        ...APPEND_ONLY_TABLES,
        ...UPDATABLE_TABLES,
        ...REPLACEABLE_TABLES,
        ...PRUNED_TABLES,
      ];
      for (const table of tables) {
        await tx`delete from ${tx(table)} where tenant_id in ${tx(codes.map(tenantIdOf))}`;
      }
    });
  } finally {
    await admin.end({ timeout: 5 });
  }
}
