import { setTimeout as sleep } from "node:timers/promises";
import { isDomainError } from "../../core/errors";
import { minor } from "../../core/money/minor";
import { createDemoRandom, type DemoRandom } from "../../db/seed/demo-random";
import { createTillEngine, type TillEngine } from "../../till/engine/create-till-engine";
import type { PaidSale } from "../../till/react/till-state";
import { createTillLog, type TillLog } from "../../till/store/till-log";
import { acknowledge } from "./acknowledged";
import { drawAct } from "./counter-acts";
import { type Cable, createCable, createNodePorts } from "./node-ports";
import { type LogEntry, logEntryOf } from "./terminal-log";
import type { FleetPlan, TerminalReport } from "./terminal-messages";

const PAUSE_MS = [500, 3_500] as const;
const OFFLINE_MS = [4_000, 25_000] as const;
const OFFLINE_CHANCE = 0.015;
const READY_WITHIN_MS = 60_000;
const FLOAT_MINOR = 500_000;
const EVENTS_A_READ = 500;

/** A register without a screen: the till's own engine, and a cashier who never rests. */
export class SellingTerminal {
  private readonly plan: FleetPlan;
  private readonly random: DemoRandom;
  private readonly cable: Cable = createCable();
  private readonly till: TillEngine;
  private readonly log: TillLog;
  private readonly refusals: Record<string, number> = {};
  private readonly errors: string[] = [];
  private terminalId = "";
  private isSelling = false;
  private selling: Promise<void> = Promise.resolve();
  private onlineAt = 0;

  constructor(plan: FleetPlan, number: number) {
    this.plan = plan;
    this.random = createDemoRandom(plan.seed, "terminal", number);
    const ports = createNodePorts({
      baseUrl: plan.baseUrl,
      cable: this.cable,
      report: (error) => this.errors.push(String(error)),
    });
    this.log = createTillLog(ports.store.log);
    this.till = createTillEngine({
      ...ports,
      printerOf: async () => ({ print: async () => undefined, openDrawer: async () => undefined }),
    });
  }

  /** Enrols, loads the catalogue, signs in by PIN and opens the shift. */
  async open(registerId: string): Promise<void> {
    const { storeId, accessToken, staff } = this.plan;
    await this.till.start();
    const enrolment = { storeId, registerId, deviceName: "Simulated till" };
    await this.till.commands.enrolDevice(enrolment, { accessToken });
    await this.until(() => this.till.getSnapshot().till.status === "locked");
    await this.until(() => !this.till.getSnapshot().catalog.isFirstLoadRunning);
    const person = this.till
      .getSnapshot()
      .staff.find(({ displayName }) => displayName === staff.displayName);
    if (!person) throw new Error(`nobody at this till is called ${staff.displayName}`);
    await this.till.commands.unlock({ staffId: person.staffId, pin: staff.pin });
    await this.till.commands.openShift({ floatMinor: minor(FLOAT_MINOR) });
    const { till } = this.till.getSnapshot();
    if (till.status !== "selling") throw new Error(`the till is ${till.status}`);
    this.terminalId = till.register.terminalId;
  }

  startSelling(): void {
    this.isSelling = true;
    this.selling = this.sell();
  }

  /** Ends with the act in hand, and with the cable in. */
  async stopSelling(): Promise<void> {
    this.isSelling = false;
    await this.selling;
    this.cable.set(true);
  }

  async report(): Promise<TerminalReport> {
    const { sync } = this.till.getSnapshot();
    const { terminalId, refusals, errors } = this;
    return {
      log: { terminalId, source: "terminal", entries: await this.readLog() },
      waitingEvents: sync.waitingEventCount,
      attention: sync.attention,
      refusals,
      errors,
    };
  }

  private async sell(): Promise<void> {
    while (this.isSelling) {
      this.moveCable();
      await this.act();
      await sleep(this.random.between(...PAUSE_MS));
    }
  }

  private moveCable(): void {
    if (!this.cable.isOnline()) {
      if (Date.now() >= this.onlineAt) this.cable.set(true);
    } else if (this.random.chance(OFFLINE_CHANCE)) {
      this.onlineAt = Date.now() + this.random.between(...OFFLINE_MS);
      this.cable.set(false);
    }
  }

  private async act(): Promise<void> {
    try {
      const paid = await drawAct(this.till, this.random, this.plan.products);
      if (paid) this.acknowledge(paid);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      this.refusals[error.code] = (this.refusals[error.code] ?? 0) + 1;
      await this.till.commands.voidCart({ reason: "Customer left" });
    }
  }

  private acknowledge(paid: PaidSale): void {
    const { receipt } = paid;
    if (!("sequence" in receipt)) throw new Error("what was paid stands in the log");
    acknowledge(this.plan.acknowledgedFile, {
      at: new Date().toISOString(),
      source: "terminal",
      terminalId: this.terminalId,
      sequence: receipt.sequence,
      saleId: paid.saleId,
      kind: paid.kind,
      receiptNumber: paid.receiptNumber,
      totalMinor: paid.totalMinor,
    });
  }

  private async readLog(): Promise<readonly LogEntry[]> {
    const { terminalId } = this;
    const entries: LogEntry[] = [];
    for (;;) {
      const after = entries.at(-1)?.sequence ?? 0;
      const rows = await this.log.readEvents({ terminalId, after, limit: EVENTS_A_READ });
      entries.push(...rows.map(({ envelope }) => logEntryOf(envelope)));
      if (rows.length < EVENTS_A_READ) return entries;
    }
  }

  private until(isTrue: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => {
        unsubscribe();
        reject(new Error(`a till stays ${this.till.getSnapshot().till.status}`));
      }, READY_WITHIN_MS);
      const look = () => {
        if (!isTrue()) return;
        clearTimeout(patience);
        unsubscribe();
        resolve();
      };
      const unsubscribe = this.till.subscribe(look);
      look();
    });
  }
}
