import { createBrowserPrinter } from "../devices/browser-printer";
import { createEscposPrinter } from "../devices/escpos-printer";
import type { ReceiptPrinter } from "../devices/printer";
import { openSerialPrinter } from "../devices/webserial-printer";
import { openUsbPrinter } from "../devices/webusb-printer";
import type { PrinterKind } from "./till-state";

/** "none" prints through the system as well: a receipt asked for by hand must come from somewhere. */
export async function openPrinter(kind: PrinterKind): Promise<ReceiptPrinter> {
  if (kind === "usb") return createEscposPrinter(await openUsbPrinter(navigator));
  if (kind === "serial") return createEscposPrinter(await openSerialPrinter(navigator));
  return createBrowserPrinter(document);
}
