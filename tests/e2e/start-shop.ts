import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createShutdown } from "../../scripts/process/shutdown";
import { startShop as start } from "../../scripts/shop/start-shop";
import { readStartEnv } from "../../server/env";
import { AUTH_SECRET, newShopDatabase } from "./shop-databases";

export const DATA_FOLDER_PREFIX = "kaunta-e2e-";

export type TestShop = {
  url: string;
  adminUrl: string;
  appUrl: string;
  authSecret: string;
  /** Ends the web server alone; database and worker go on, as in an outage of the way to it. */
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  stop(): Promise<void>;
};

export type TestShopOptions = {
  readonly demo: boolean;
  /** Any free one by default. */
  readonly port?: number;
  /** What the shop's processes find in their environment beside the usual. */
  readonly variables?: Readonly<Record<string, string>>;
};

/** A whole shop of its own: database, port and data folder, with or without the demo. */
export async function startShop(options: TestShopOptions): Promise<TestShop> {
  const dataDir = mkdtempSync(join(tmpdir(), `${DATA_FOLDER_PREFIX}${process.pid}-`));
  const port = options.port ?? (await freePort());
  const shutdown = createShutdown();
  const { adminUrl, appUrl, drop } = await newShopDatabase(options);
  const env = readStartEnv({
    PORT: String(port),
    DATA_DIR: dataDir,
    DATABASE_URL: appUrl,
    DATABASE_ADMIN_URL: adminUrl,
    AUTH_SECRET,
  });
  const stop = async () => {
    await shutdown.run();
    for (const name of Object.keys(options.variables ?? {})) delete process.env[name];
    await drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  // The processes inherit what this one has.
  Object.assign(process.env, options.variables);
  try {
    const shop = await start({
      env,
      mode: "production",
      demo: false,
      durable: false,
      shutdown,
      say: () => undefined,
    });
    const { url, stopServer, startServer } = shop;
    return { url, adminUrl, appUrl, authSecret: AUTH_SECRET, stopServer, startServer, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
