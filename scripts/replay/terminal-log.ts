import { uuidFrom } from "../../core/ids";
import { type Envelope, type EventType, formatReceiptNumber } from "../../core/sync/envelope";
import { instantOfLocal } from "../../core/time";
import { createEventLog, type EventLog } from "../event-log";
import type { ReplayTax } from "./build-catalog";
import type { Invoice } from "./build-invoices";
import type { Oddity } from "./read-rows";

/** What the events of a file refer to in the tenant that they go to. */
export type ReplayPlace = {
  readonly fileSha256: string;
  readonly currency: string;
  readonly exponent: number;
  readonly timezone: string;
  readonly tax: ReplayTax;
  readonly productIds: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
  readonly customerIds: ReadonlyMap<string, string>;
  readonly cashierIds: ReadonlyMap<string, string>;
  readonly defaultCashierId: string;
};

export type ReplayTerminal = {
  readonly terminalId: string;
  readonly code: string;
  readonly genesisHash: string;
};

const APP_VERSION = "replay-1";

/** One terminal's log while it is being written. */
export class TerminalLog {
  readonly terminal: ReplayTerminal;
  readonly place: ReplayPlace & { oddities: Oddity[] };
  businessDate = "";
  receiptCount = 0;
  private readonly log: EventLog;
  private shiftId: string | null = null;
  private shiftNumber = 0;
  private cashMinor = 0;
  private lastAt = "";

  constructor(terminal: ReplayTerminal, place: ReplayPlace & { oddities: Oddity[] }) {
    this.log = createEventLog({ ...terminal, appVersion: APP_VERSION });
    this.terminal = terminal;
    this.place = place;
  }

  get events(): readonly Envelope[] {
    return this.log.events;
  }

  /** A file that jumps back a day gets a new shift there, as a till would. */
  enterDay(soldAt: string): void {
    const day = soldAt.slice(0, 10);
    if (day !== this.businessDate) this.closeShift();
    this.lastAt = soldAt;
    if (day === this.businessDate) return;
    this.businessDate = day;
    this.receiptCount = this.receiptsOf(day);
    this.shiftNumber += 1;
    const shiftId = this.idOf("shift", String(this.shiftNumber));
    this.shiftId = shiftId;
    this.cashMinor = 0;
    this.seal("SHIFT_OPENED", this.idOf("shift-opened", String(this.shiftNumber)), {
      shiftId,
      shiftNumber: this.shiftNumber,
      currency: this.place.currency,
      floatMinor: 0,
    });
  }

  closeShift(): void {
    const shiftId = this.shiftId;
    if (shiftId === null) return;
    this.seal("SHIFT_CLOSED", this.idOf("shift-closed", String(this.shiftNumber)), {
      shiftId,
      currency: this.place.currency,
      expectedCashMinor: this.cashMinor,
      countedCashMinor: this.cashMinor,
    });
    this.receipts.set(this.businessDate, this.receiptCount);
    this.shiftId = null;
  }

  say(type: EventType, invoice: Invoice, part: string, payload: unknown): void {
    this.seal(type, this.idOf("event", invoice.number, part), payload, invoice);
  }

  takeCash(amountMinor: number): void {
    this.cashMinor += amountMinor;
  }

  nextReceiptNumber(): string {
    this.receiptCount += 1;
    return formatReceiptNumber(this.businessDate, this.terminal.code, this.receiptCount);
  }

  idOf(...words: string[]): string {
    return uuidFrom(this.place.fileSha256, this.terminal.terminalId, ...words);
  }

  private readonly receipts = new Map<string, number>();

  private receiptsOf(day: string): number {
    return this.receipts.get(day) ?? 0;
  }

  private seal(type: EventType, eventId: string, payload: unknown, invoice?: Invoice): void {
    const cashier = invoice?.rows[0]?.cashier ?? "";
    this.log.seal({
      type,
      eventId,
      createdAt: instantOfLocal(this.lastAt, this.place.timezone),
      businessDate: this.businessDate,
      shiftId: this.shiftId,
      cashierId: this.place.cashierIds.get(cashier) ?? this.place.defaultCashierId,
      payload,
    });
  }
}
