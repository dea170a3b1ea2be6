import type { ReceiptInput } from "../../core/receipt/build-receipt";

/** What prints a receipt. Resolves when the paper is on its way, as far as the device can tell. */
export type ReceiptPrinter = {
  readonly print: (receipt: ReceiptInput) => Promise<void>;
  /** Pulse for the cash drawer that hangs on the printer; nothing where there is none. */
  readonly openDrawer: () => Promise<void>;
};
