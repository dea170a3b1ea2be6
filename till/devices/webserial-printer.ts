import type { PrinterWire } from "./escpos-printer";
import { PrinterUnavailableError } from "./webusb-printer";

const DEFAULT_BAUD = 9_600;

/** The part of Web Serial that a printer needs; TypeScript's own library does not know it. */
type SerialPort = {
  readonly writable: WritableStream<Uint8Array> | null;
  open(options: { baudRate: number }): Promise<void>;
};
type Serial = {
  getPorts(): Promise<readonly SerialPort[]>;
  requestPort(): Promise<SerialPort>;
};

/**
 * A serial printer that this page may use; asks the person once, from a click.
 *
 * @throws PrinterUnavailableError where the browser has no Web Serial or the port cannot be written.
 */
export async function openSerialPrinter(
  navigator: Navigator,
  baudRate = DEFAULT_BAUD,
): Promise<PrinterWire> {
  const { serial } = navigator as Navigator & { serial?: Serial };
  if (!serial) throw new PrinterUnavailableError("this browser has no Web Serial");
  const [known] = await serial.getPorts();
  const port = known ?? (await serial.requestPort());
  if (port.writable === null) await port.open({ baudRate });
  return {
    async send(bytes) {
      if (port.writable === null) throw new PrinterUnavailableError("the port is closed");
      const writer = port.writable.getWriter();
      try {
        await writer.write(bytes);
      } finally {
        writer.releaseLock();
      }
    },
  };
}
