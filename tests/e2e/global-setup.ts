import { readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeAbandonedCluster } from "../../scripts/postgres/embedded";
import { identifyProcess } from "../../scripts/process/process-identity";
import { buildIfStale } from "../../scripts/shop/build";
import { openDataFolder } from "../../scripts/shop/data-folder";
import { endLeftoversOf } from "../../scripts/shop/start-shop";
import { DATA_FOLDER_PREFIX } from "./start-shop";

// biome-ignore lint/style/noDefaultExport: Playwright loads it by its default export.
export default async function globalSetup(): Promise<void> {
  await sweep();
  await buildIfStale({ say: (sentence) => console.log(sentence) });
}

/** Shops of a run that was killed. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const [pid] = name.slice(DATA_FOLDER_PREFIX.length).split("-");
    if (!name.startsWith(DATA_FOLDER_PREFIX) || identifyProcess(Number(pid))) continue;
    const folder = openDataFolder(join(tmpdir(), name));
    await endLeftoversOf(folder);
    await removeAbandonedCluster(folder.postgres);
    rmSync(folder.path, { recursive: true, force: true });
  }
}
