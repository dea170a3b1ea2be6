import { closeSync, existsSync, openSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Runtime } from "../../server/context";
import { createRuntime } from "../../server/runtime";
import { systemContext } from "../../server/tenants/system-context";
import { removeAbandonedCluster } from "../postgres/embedded";
import { createShutdown, type Shutdown } from "../process/shutdown";
import { type Acknowledged, countDuring, readAcknowledged } from "./acknowledged";
import { BrowserTill } from "./browser-till";
import { type ChaosShop, startChaosShop } from "./chaos-shop";
import { compareBooks } from "./compare-books";
import { drain } from "./drain";
import { type DoneKill, describeKill, killParts, outagesOf } from "./kill-parts";
import { planKills } from "./kill-schedule";
import { type ChaosTenant, prepareTenant } from "./prepare-tenant";
import { readBooks } from "./read-books";
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

/** Removes all that a run left behind. */
export async function discardRun(shop: { dataDir: string }): Promise<void> {
  await removeAbandonedCluster(`${shop.dataDir}/postgres`);
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
  await Promise.all([tills.fleet.stopSelling(), tills.browser.stopSelling()]);
  return withRuntime(shop, async (runtime) => {
    const context = systemContext(runtime, tenant.tenantId);
    const { logs, reports, seconds, stuck } = await drain(context, tills);
    const books = await readBooks(context);
    const acknowledged = readAcknowledged(acknowledgedFile);
    say(describeSales(acknowledged, kills));
    say(
      `ledger: ${books.sales.length} sales, ${books.events.length} events of ${logs.length} logs, drained in ${seconds.toFixed(1)} s`,
    );
    for (const [code, count] of sumRefusals(reports))
      say(`refused at the till: ${code} × ${count}`);
    return { kills, violations: [...stuck, ...compareBooks({ acknowledged, logs, books })] };
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
  const browser = new BrowserTill({ url, profile, tenant, seed, acknowledgedFile });
  shutdown.add(() => browser.end());
  await browser.setUp();
  const accessToken = await signIn(url, owner);
  const fleet = await startFleet({
    baseUrl: url,
    storeId,
    accessToken,
    registerIds,
    products,
    staff,
    seed,
    acknowledgedFile,
  });
  shutdown.add(() => fleet.end());
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

function describeSales(acknowledged: readonly Acknowledged[], kills: readonly DoneKill[]): string {
  const byBrowser = acknowledged.filter(({ source }) => source === "browser").length;
  const during = countDuring(acknowledged, outagesOf(kills));
  return `acknowledged: ${acknowledged.length} sales, ${byBrowser} of them in the browser, ${during} while the server or its database was down`;
}

function sumRefusals(
  reports: readonly { readonly refusals: Readonly<Record<string, number>> }[],
): readonly [string, number][] {
  const sums = new Map<string, number>();
  for (const { refusals } of reports) {
    for (const [code, count] of Object.entries(refusals)) {
      sums.set(code, (sums.get(code) ?? 0) + count);
    }
  }
  return [...sums];
}
