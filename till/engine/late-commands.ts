import type { PaidSale } from "../react/till-state";
import type { EngineCore } from "./engine-core";
import type { RareCommands, RareParts } from "./rare-commands";
import type { PrinterSource } from "./receipt-commands";

/**
 * Fetch the commands that no till needs to open and to sell its first line. What does not come now
 * is asked for again by whoever needs it; the shell keeps it for the days without a network.
 */
export function loadLateCommands(): void {
  import("./rare-commands").catch(() => undefined);
}

/**
 * The rare commands, each of which acts as soon as its code is here. None of them closes the open
 * cart: what is scanned right after such a key has to come after it.
 */
export function createLateCommands(core: EngineCore, parts: RareParts): RareCommands {
  const rare = async () => (await import("./rare-commands")).createRareCommands(core, parts);
  return {
    enrol: async (answer) => (await rare()).enrol(answer),
    enrolDevice: async (request, options) => (await rare()).enrolDevice(request, options),
    enrolByCode: async (request) => (await rare()).enrolByCode(request),
    recallCart: async (heldCartId) => (await rare()).recallCart(heldCartId),
    dropHeldCart: async (heldCartId) => (await rare()).dropHeldCart(heldCartId),
    listRecentSales: async (limit) => (await rare()).listRecentSales(limit),
    readReceipt: async (saleId) => (await rare()).readReceipt(saleId),
    printReceipt: async (saleId) => (await rare()).printReceipt(saleId),
    settlePrintJob: async (request) => (await rare()).settlePrintJob(request),
    choosePrinter: async (kind) => (await rare()).choosePrinter(kind),
    findReceipt: async (receipt) => (await rare()).findReceipt(receipt),
    recoverSale: async (request) => (await rare()).recoverSale(request),
    voidSale: async (request) => (await rare()).voidSale(request),
    listFailed: async () => (await rare()).listFailed(),
    settleConflict: async (sequence) => (await rare()).settleConflict(sequence),
    countUnsent: async () => (await rare()).countUnsent(),
    exportUnsent: async () => (await rare()).exportUnsent(),
  };
}

/** Paper and drawer of what was just paid; a fault of theirs is told and undoes nothing. */
export async function printWhenPaid(
  core: EngineCore,
  printerOf: PrinterSource,
  paid: PaidSale,
): Promise<void> {
  try {
    const { printAfterSale } = await import("./receipt-commands");
    await printAfterSale(core, printerOf, paid);
  } catch (error) {
    core.ports.report(error);
  }
}
