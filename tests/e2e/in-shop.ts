import pino from "pino";
import { uuidv7 } from "uuidv7";
import { instant } from "../../core/time";
import { openDatabase } from "../../db/client";
import type { TenantContext } from "../../server/context";
import { emailSha256 } from "../../server/people/create-user";
import { UNLIMITED } from "../../server/rate-limit/rate-limiter";
import { systemContext } from "../../server/tenants/system-context";
import type { TestShop } from "./start-shop";

/** Do what the office of an owner would do, by its own verbs and beside the web server. */
export async function inShop<Result>(
  shop: TestShop,
  owner: string,
  work: (context: TenantContext) => Promise<Result>,
): Promise<Result> {
  const { authSecret, url } = shop;
  const database = openDatabase(shop.appUrl, { max: 1 });
  try {
    const [tenantId] = await database.findSignInTenants(emailSha256(owner));
    if (tenantId === undefined) throw new Error("the demo has a shop of this owner");
    const now = () => instant(Date.now());
    const log = pino({ level: "silent" });
    const runtime = {
      database,
      authSecret,
      appUrl: url,
      mailer: null,
      now,
      newId: uuidv7,
      log,
      rateLimiter: UNLIMITED,
    };
    return await work(systemContext(runtime, tenantId));
  } finally {
    await database.close();
  }
}
