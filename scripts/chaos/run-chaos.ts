import { closeSync, existsSync, openSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Runtime } from "../../server/context";
import { createRuntime } from "../../server/runtime";
import { systemContext } from "../../server/tenants/system-context";
import type { ProcessIdentity } from "../process/process-identity";
import { createShutdown, type Shutdown } from "../process/shutdown";
import { readAcknowledged } from "./acknowledged";
import { BrowserTill } from "./browser-till";
import { type ChaosShop, startChaosShop } from "./chaos-shop";
import { compareBooks } from "./compare-books";
import { describeKill, describeRun } from "./describe-run";
import { drain } from "./drain";
import { type DoneKill, killParts } from "./kill-parts";
import { planKills } from "./kill-schedule";
import { type ChaosTenant, prepareTenant } from "./prepare-tenant";
import { readBooks } from "./read-books";
import { rememberProcess } from "./run-processes";
import { startFleet, type TerminalFleet } from "./terminal-fleet";

export type ChaosPlan = {
  readonly kills: number;
  readonly seed: number;
  readonly terminals: number;
  readonly spanMs: number;
  readonly dataDir: string;
};

export type ChaosResult = {
  readonly kills: readonly DoneKill[];
  readonly violations: readonly string[];
};

/** Sales before the first kill and after the last, so that each has both sides. */
const CALM_MS = 3_000;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * A shop, its tills and somebody who kills their processes; at the end the ledger against what the
 * tills said. The data folder stays, with the list of what was acknowledged.
 */
export async function runChaos(
  plan: ChaosPlan,
  say: (sentence: string) => void,
): Promise<ChaosResult> {
  const shutdown = createShutdown();
  const interrupt = () => void shutdown.run().then(() => process.exit(1));
  for (const signal of SIGNALS) process.once(signal, interrupt);
  try {
    return await underFire(plan, shutdown, say);
  } finally {
    await shutdown.run();
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}

async function underFire(
  plan: ChaosPlan,
  shutdown: Shutdown,
  say: (sentence: string) => void,
): Promise<ChaosResult> {
  const { shop, acknowledgedFile } = await openShop(plan, shutdown, say);
  const tenant = await withRuntime(shop, (runtime) => prepareTenant(runtime, plan.terminals));
  const tills = await openTills(plan, { shop, tenant, acknowledgedFile, shutdown });
  say(`${plan.terminals} terminals and a browser sell at ${shop.url} (seed ${plan.seed})`);
  await sleep(CALM_MS);
  const schedule = planKills(plan);
  const kills = await killParts(schedule, { shop, browser: tills.browser }, (kill) =>
    say(describeKill(kill)),
  );
  await sleep(CALM_MS);
  const [failures] = await Promise.all([tills.browser.stopSelling(), tills.fleet.stopSelling()]);
  return withRuntime(shop, async (runtime) => {
    const context = systemContext(runtime, tenant.tenantId);
    const { logs, reports, seconds, stuck } = await drain(context, tills);
    const books = await readBooks(context);
    const acknowledged = readAcknowledged(acknowledgedFile);
    const run = { acknowledged, kills, books, reports, logs, seconds, folder: shop.folder };
    for (const sentence of describeRun(run)) say(sentence);
    const wrong = compareBooks({ acknowledged, logs, books });
    return { kills, violations: [...failures, ...shop.listMissing(), ...stuck, ...wrong] };
  });
}

async function openShop(
  plan: ChaosPlan,
  shutdown: Shutdown,
  say: (sentence: string) => void,
): Promise<{ shop: ChaosShop; acknowledgedFile: string }> {
  const { dataDir } = plan;
  const logFd = openSync(`${dataDir}/server.log`, "a", 0o600);
  shutdown.add(() => closeSync(logFd));
  const shop = await startChaosShop({ dataDir, shutdown, logFd, say });
  const acknowledgedFile = shop.folder.file("acknowledged.jsonl");
  if (!existsSync(acknowledgedFile)) writeFileSync(acknowledgedFile, "");
  return { shop, acknowledgedFile };
}

type Place = {
  readonly shop: ChaosShop;
  readonly tenant: ChaosTenant;
  readonly acknowledgedFile: string;
  readonly shutdown: Shutdown;
};

async function openTills(
  plan: ChaosPlan,
  { shop, tenant, acknowledgedFile, shutdown }: Place,
): Promise<{ fleet: TerminalFleet; browser: BrowserTill }> {
  const { seed } = plan;
  const { url } = shop;
  const { storeId, registerIds, products, supervisor: staff, owner } = tenant;
  const profile = shop.folder.file("browser-profile");
  const onStarted = (leader: ProcessIdentity) => rememberProcess(shop.folder, leader);
  const browser = new BrowserTill({ url, profile, onStarted, tenant, seed, acknowledgedFile });
  shutdown.add(() => browser.end());
  const accessToken = await signIn(url, owner);
  const terminals = { storeId, registerIds, products, staff, seed, acknowledgedFile };
  const [fleet] = await Promise.all([
    startFleet({ baseUrl: url, accessToken, ...terminals }, shutdown),
    browser.setUp(),
  ]);
  browser.startSelling();
  return { fleet, browser };
}

async function signIn(
  url: string,
  credentials: { email: string; password: string },
): Promise<string> {
  const response = await fetch(`${url}/api/v1/auth/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(credentials),
  });
  if (!response.ok) throw new Error(`the owner cannot sign in: ${response.status}`);
  return ((await response.json()) as { accessToken: string }).accessToken;
}

/** Not kept open over the faults: its own connections would die with the database. */
async function withRuntime<Result>(
  shop: ChaosShop,
  work: (runtime: Runtime) => Promise<Result>,
): Promise<Result> {
  const { appUrl, authSecret, url } = shop;
  const runtime = createRuntime({ databaseUrl: appUrl, authSecret, appUrl: url });
  try {
    return await work(runtime);
  } finally {
    await runtime.database.close();
  }
}
