import type { ReceiptInput } from "../../core/receipt/build-receipt";
import type { ReceiptPrinter } from "./printer";

/** A wire to a printer: USB, serial, later a network bridge. */
export type PrinterWire = { readonly send: (bytes: Uint8Array) => Promise<void> };

/** ESC p: pin 2, 100 ms on, 500 ms off. */
const DRAWER_KICK = new Uint8Array([0x1b, 0x70, 0x00, 0x32, 0xfa]);

/** Raw ESC/POS over a wire; the drawer hangs on the printer. */
export function createEscposPrinter(wire: PrinterWire, columns: 42 | 48 = 42): ReceiptPrinter {
  return {
    async print(receipt: ReceiptInput) {
      // The encoder is the heaviest thing on the till and is needed only with such a printer.
      const { encodeSlip } = await import("./receipt-bytes");
      await wire.send(encodeSlip(receipt, columns));
    },
    openDrawer: () => wire.send(DRAWER_KICK),
  };
}
