import { readStartEnv } from "../../server/env";
import { createShutdown } from "../process/shutdown";
import { Refusal } from "../refusal";
import { findServer, keepAuthSecret, openDataFolder } from "../shop/data-folder";
import { openShopDatabase } from "../shop/shop-database";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export type Shop = {
  adminUrl: string;
  appUrl: string;
  authSecret: string;
  /** Local address of the running web server, or null when only the database is there. */
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
  const shutdown = createShutdown();
  const interrupt = () => void shutdown.run().then(() => process.exit(1));
  for (const signal of SIGNALS) process.once(signal, interrupt);
  const close = async () => {
    for (const signal of SIGNALS) process.off(signal, interrupt);
    await shutdown.run();
  };
  try {
    const { adminUrl, appUrl } = await openShopDatabase({
      env,
      folder,
      authSecret,
      demo: true,
      durable: true,
      say: (sentence) => console.error(sentence),
      onServer: (server) => shutdown.add(server.release),
    });
    if (adminUrl === null) {
      throw new Refusal("This command needs DATABASE_ADMIN_URL, the address of the owner role.");
    }
    const server = findServer(folder);
    const serverUrl = server && `http://localhost:${server.port}`;
    return { adminUrl, appUrl, authSecret, serverUrl, close };
  } catch (error) {
    await close();
    throw error;
  }
}
