import { readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeAbandonedCluster } from "../../scripts/postgres/embedded";
import { identifyProcess } from "../../scripts/process/process-identity";
import { buildIfStale } from "../../scripts/shop/build";
import { openDataFolder } from "../../scripts/shop/data-folder";
import { endLeftoversOf } from "../../scripts/shop/start-shop";
import { CLUSTER_PREFIX, startCluster } from "./shop-databases";
import { DATA_FOLDER_PREFIX } from "./start-shop";

// biome-ignore lint/style/noDefaultExport: Playwright loads it by its default export.
export default async function globalSetup(): Promise<() => Promise<void>> {
  await sweep();
  const building = buildIfStale({ say: (sentence) => console.log(sentence) });
  const [destroyCluster] = await Promise.all([startCluster(), building]);
  return destroyCluster;
}

/** Shops and clusters of a run that was killed. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const path = join(tmpdir(), name);
    if (isAbandoned(name, CLUSTER_PREFIX)) await removeAbandonedCluster(path);
    if (!isAbandoned(name, DATA_FOLDER_PREFIX)) continue;
    await endLeftoversOf(openDataFolder(path));
    rmSync(path, { recursive: true, force: true });
  }
}

/** The names carry the number of the process that made them. */
function isAbandoned(name: string, prefix: string): boolean {
  const [pid] = name.slice(prefix.length).split("-");
  return name.startsWith(prefix) && identifyProcess(Number(pid)) === null;
}
