import { mkdirSync } from "node:fs";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { createDemoRandom, type DemoRandom } from "../../db/seed/demo-random";
import { TillPage } from "../../tests/e2e/pages/till-page";
import { findChromium } from "../browser/chromium";
import type { ProcessIdentity } from "../process/process-identity";
import { acknowledge } from "./acknowledged";
import { type BrowserProcess, startBrowser } from "./browser-process";
import type { Killed } from "./chaos-shop";
import { killProcess } from "./kill-process";
import { readBrowserLog, readPaidSale } from "./page-log";
import type { ChaosTenant } from "./prepare-tenant";
import type { TerminalLog } from "./terminal-log";

const STEP_MS = 30_000;
const SELLS_AGAIN_WITHIN_MS = 90_000;
const LINES_MAX = 3;
/** tsx keeps function names through a helper that the browser does not have. */
const NAME_HELPER = "globalThis.__name ??= (named) => named;";

export type BrowserTillPlan = {
  readonly url: string;
  readonly profile: string;
  readonly onStarted: (leader: ProcessIdentity) => void;
  readonly tenant: ChaosTenant;
  readonly seed: number;
  readonly acknowledgedFile: string;
};

/** A real browser at a counter: what it says is read from its screen, what it keeps outlives it. */
export class BrowserTill {
  private readonly plan: BrowserTillPlan;
  private readonly random: DemoRandom;
  private running: BrowserProcess | null = null;
  private till: TillPage | null = null;
  private isSelling = false;
  private selling: Promise<void> = Promise.resolve();
  private soldCount = 0;
  private terminalId = "";
  /** Why it cannot go on; null while nothing but our own kills has stopped it. */
  private failure: unknown = null;

  constructor(plan: BrowserTillPlan) {
    this.plan = plan;
    this.random = createDemoRandom(plan.seed, "browser");
    mkdirSync(plan.profile, { recursive: true });
  }

  /** Enrols the browser as a register and waits until it can start again without a network. */
  async setUp(): Promise<void> {
    const { tenant } = this.plan;
    const till = await this.launch();
    await till.setUp({ ...tenant.owner, register: tenant.browserRegister });
    await this.unlock(till);
    await till.openShift({ float: "5000" });
    await till.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await expect(till.syncPill).toContainText("Synced", { timeout: STEP_MS });
    this.terminalId = (await readBrowserLog(till.page)).terminalId;
    this.till = till;
  }

  startSelling(): void {
    this.isSelling = true;
    this.selling = this.sell();
  }

  /** The answer is what kept it from selling to the end, if anything did. */
  async stopSelling(): Promise<readonly string[]> {
    this.isSelling = false;
    await this.selling;
    return this.failure === null ? [] : [`the browser's till stopped selling: ${this.failure}`];
  }

  async kill(): Promise<Killed> {
    const { running } = this;
    if (running === null) throw new Error("the browser does not run");
    this.till = null;
    this.running = null;
    const at = await killProcess(running.leader, { isGroup: true });
    return { pid: running.leader.pid, at };
  }

  /** The same profile in a new process, with or without a server behind it; ends when it sells. */
  async reopen(): Promise<string> {
    const till = await this.launch();
    await till.open();
    await this.unlock(till);
    await expect(till.search).toBeVisible({ timeout: STEP_MS });
    const before = this.soldCount;
    this.till = till;
    const goesOn = () => this.failure !== null || this.soldCount > before;
    await expect.poll(goesOn, { timeout: SELLS_AGAIN_WITHIN_MS }).toBe(true);
    if (this.failure !== null) throw this.failure;
    return `browser opened again as ${this.running?.leader.pid}`;
  }

  async readLog(): Promise<{ log: TerminalLog; pill: string }> {
    if (this.till === null) throw new Error("the browser does not run");
    const log = await readBrowserLog(this.till.page);
    const pill = (await this.till.syncPill.textContent()) ?? "";
    return { log: { ...log, source: "browser" }, pill };
  }

  async end(): Promise<void> {
    this.isSelling = false;
    if (this.running !== null) await this.kill();
  }

  private async launch(): Promise<TillPage> {
    const found = await findChromium();
    const started = startBrowser(this.plan.profile, found);
    this.running = started;
    this.plan.onStarted(started.leader);
    const [context] = (await started.connect()).contexts();
    if (!context) throw new Error("the browser has no window");
    return new TillPage(await openPage(context, this.plan.url));
  }

  private async unlock(till: TillPage): Promise<void> {
    const { displayName, pin } = this.plan.tenant.cashier;
    const keys = till.page.getByRole("list", { name: "Staff of this store" });
    await keys.waitFor({ timeout: STEP_MS });
    await till.unlock({ person: displayName, pin });
  }

  private async sell(): Promise<void> {
    while (this.isSelling && this.failure === null) {
      const { till } = this;
      try {
        if (till === null) await pause();
        else await this.sellOne(till);
      } catch (error) {
        // Whatever was asked of a browser that is gone by now came to nothing by our own doing.
        if (this.till === till) this.failure = error;
      }
    }
  }

  private async sellOne(till: TillPage): Promise<void> {
    const { shelf } = this.plan.tenant;
    const count = this.random.between(1, LINES_MAX);
    for (let line = 0; line < count; line += 1) {
      const product = this.random.pick(shelf, () => 1);
      if (!product) continue;
      await till.scan(product.code);
      const line = till.lines.getByRole("button", { name: `${product.name},` });
      await expect(line.first()).toBeVisible({ timeout: STEP_MS });
    }
    const shown = await till.total();
    await till.payExact();
    const at = new Date().toISOString();
    const receiptNumber = await till.receiptNumber();
    const { saleId, sequence } = await readPaidSale(till.page, receiptNumber);
    acknowledge(this.plan.acknowledgedFile, {
      at,
      source: "browser",
      terminalId: this.terminalId,
      sequence,
      saleId,
      kind: "sale",
      receiptNumber,
      totalMinor: Number(shown.replace(/\D/g, "")),
    });
    this.soldCount += 1;
  }
}

async function openPage(context: BrowserContext, url: string): Promise<Page> {
  context.setDefaultTimeout(STEP_MS);
  await context.addInitScript({ content: NAME_HELPER });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.setViewportSize({ width: 1280, height: 800 });
  page.goto = atAddress(page, url);
  return page;
}

/** A browser that was not started by the driver knows no base address. */
function atAddress(page: Page, url: string): Page["goto"] {
  const go = page.goto.bind(page);
  return (path, options) => go(new URL(path, url).toString(), options);
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 50);
  });
}
