import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeAbandonedCluster } from "../../scripts/postgres/embedded";
import { createShutdown } from "../../scripts/process/shutdown";
import { startShop } from "../../scripts/shop/start-shop";
import { readStartEnv } from "../../server/env";

export type BenchShop = {
  readonly url: string;
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly authSecret: string;
  /** Where the run keeps the browser's profile; goes with the shop. */
  readonly profile: string;
  stopServer(): Promise<void>;
  stop(): Promise<void>;
};

const AUTH_SECRET = "a-secret-that-only-benchmarks-sign-with";

/** A production shop with nothing in it: database, port and folder of its own. */
export async function startBenchShop(): Promise<BenchShop> {
  const root = mkdtempSync(join(tmpdir(), "kaunta-bench-"));
  const dataDir = join(root, "shop");
  const shutdown = createShutdown();
  const stop = async () => {
    await shutdown.run();
    await removeAbandonedCluster(join(dataDir, "postgres"));
    rmSync(root, { recursive: true, force: true });
  };
  try {
    const env = readStartEnv({ PORT: String(await freePort()), DATA_DIR: dataDir, AUTH_SECRET });
    const { url, database, stopServer } = await startShop({
      env,
      mode: "production",
      demo: false,
      durable: true,
      shutdown,
      say: (sentence) => console.error(sentence),
    });
    const { adminUrl, appUrl } = database;
    if (adminUrl === null) throw new Error("an embedded database has an owner");
    const profile = join(root, "profile");
    return { url, adminUrl, appUrl, authSecret: AUTH_SECRET, profile, stopServer, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A port of this machine that nobody listens on. */
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
