import type { TillCommands } from "../react/till-commands";
import type { EngineCore } from "./engine-core";
import { createEnrolmentCommands } from "./enrolment-commands";
import { findReceipt } from "./find-receipt";
import { listFailed, settleConflict } from "./list-failed";
import { createRecallCommands } from "./recall-commands";
import { createReceiptCommands, type PrinterSource } from "./receipt-commands";
import { recoverSale } from "./recover-sale";
import { countUnsent, exportUnsent } from "./unsent-file";
import { voidSale } from "./void-commands";

export type RareParts = {
  readonly printerOf: PrinterSource;
  /** Lets the uploader of held carts know that there is something to tell. */
  readonly poke: () => void;
  /** Stands the till up again, as what it has become. */
  readonly restart: () => Promise<void>;
};

export type RareCommands = Pick<
  TillCommands,
  | "enrol"
  | "enrolDevice"
  | "enrolByCode"
  | "recallCart"
  | "dropHeldCart"
  | "listRecentSales"
  | "readReceipt"
  | "printReceipt"
  | "settlePrintJob"
  | "choosePrinter"
  | "findReceipt"
  | "recoverSale"
  | "voidSale"
  | "listFailed"
  | "settleConflict"
  | "countUnsent"
  | "exportUnsent"
>;

/** What a till opens and sells its first line without. */
export function createRareCommands(core: EngineCore, parts: RareParts): RareCommands {
  return {
    ...createEnrolmentCommands(core, parts.restart),
    ...createRecallCommands(core, parts.poke),
    ...createReceiptCommands(core, parts.printerOf),
    findReceipt: (receipt) => findReceipt(core, receipt),
    recoverSale: (request) => recoverSale(core, request),
    voidSale: (request) => voidSale(core, request),
    listFailed: () => listFailed(core),
    settleConflict: (sequence) => settleConflict(core, sequence),
    countUnsent: () => countUnsent(core),
    exportUnsent: () => exportUnsent(core),
  };
}
