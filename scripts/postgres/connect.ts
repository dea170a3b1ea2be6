import { readStartEnv } from "../../server/env";
import { Refusal } from "../refusal";
import { findServer, keepAuthSecret, openDataFolder } from "../shop/data-folder";
import { openShopDatabase } from "../shop/shop-database";

export type Shop = {
  adminUrl: string;
  appUrl: string;
  authSecret: string;
  /** Address of the running web server, or null when only the database is there. */
  serverUrl: string | null;
  close(): Promise<void>;
};

/**
 * The shop that operator commands work on: the database of DATABASE_URL, otherwise the embedded
 * one of DATA_DIR, which is started for as long as the command needs it when it is not running.
 */
export async function openShop(): Promise<Shop> {
  const env = readStartEnv(process.env);
  const folder = openDataFolder(env.dataDir);
  const authSecret = keepAuthSecret(folder, env.authSecret);
  const database = await openShopDatabase({
    env,
    folder,
    authSecret,
    demo: true,
    durable: true,
    say: (sentence) => console.error(sentence),
  });
  if (database.adminUrl === null) {
    throw new Refusal("This command needs DATABASE_ADMIN_URL, the address of the owner role.");
  }
  return {
    adminUrl: database.adminUrl,
    appUrl: database.appUrl,
    authSecret,
    serverUrl: findServer(folder)?.url ?? null,
    close: database.release,
  };
}
