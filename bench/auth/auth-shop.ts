import postgres from "postgres";
import { issueAccessToken } from "../../server/auth/access-token";
import { openSession } from "../../server/auth/open-session";
import type { Runtime } from "../../server/context";
import { UNLIMITED } from "../../server/rate-limit/rate-limiter";
import { createRuntime } from "../../server/runtime";
import { buildShelf } from "../till/bench-shelf";
import { startBenchShop } from "../till/bench-shop";
import { fillShop } from "../till/fill-shop";
import { startBareServer } from "./bare-server";

export type AuthShop = {
  readonly tenantId: string;
  readonly skus: readonly string[];
  /** Where the shop's own server answers. */
  readonly url: string;
  /** Where the same lookup is a route with nothing around it. */
  readonly bareUrl: string;
  /** The API called in this process, without limits on how often one may ask. */
  readonly walled: Runtime;
  /** An access token of another session of the owner each time: each may ask only so often. */
  signIn(): Promise<string>;
  /** As what the application asks, bound by every policy. */
  readonly application: postgres.Sql;
  /** The owner of the tables, whom none binds. */
  readonly admin: postgres.Sql;
  stop(): Promise<void>;
};

/** A production shop with one business and its shelf, and a server beside it that knows no walls. */
export async function startAuthShop(products: number): Promise<AuthShop> {
  const shop = await startBenchShop();
  const shelf = buildShelf(products);
  const { tenantId } = await fillShop(shop, shelf);
  const { appUrl: databaseUrl, authSecret, url: appUrl } = shop;
  const runtime = createRuntime({ databaseUrl, authSecret, appUrl });
  const [application, admin] = [databaseUrl, shop.adminUrl].map((url) =>
    postgres(url, { max: 10, onnotice: () => undefined }),
  ) as [postgres.Sql, postgres.Sql];
  const [owner] = await admin<{ id: string }[]>`select id from users where tenant_id = ${tenantId}`;
  const bare = await startBareServer({ databaseUrl: shop.adminUrl, tenantId });
  const origin = { kind: "office", method: "password", ip: null, userAgent: null } as const;
  return {
    tenantId,
    skus: shelf.map(({ sku }) => sku),
    url: appUrl,
    bareUrl: bare.url,
    walled: { ...runtime, rateLimiter: UNLIMITED },
    async signIn() {
      const person = { tenantId, userId: owner?.id ?? "" };
      return issueAccessToken(runtime, await openSession(runtime, person, origin));
    },
    application,
    admin,
    async stop() {
      await bare.stop();
      await runtime.rateLimiter.close();
      await runtime.database.close();
      await Promise.all([application.end(), admin.end()]);
      await shop.stop();
    },
  };
}
