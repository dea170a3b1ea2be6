import type { PrinterWire } from "./escpos-printer";

/** USB's class of printers. */
const PRINTER_CLASS = 7;

/** The part of WebUSB that a printer needs; TypeScript's own library does not know it. */
type UsbEndpoint = { readonly endpointNumber: number; readonly direction: "in" | "out" };
type UsbInterface = {
  readonly interfaceNumber: number;
  readonly alternate: {
    readonly interfaceClass: number;
    readonly endpoints: readonly UsbEndpoint[];
  };
};
type UsbDevice = {
  readonly opened: boolean;
  readonly configuration: { readonly interfaces: readonly UsbInterface[] } | null;
  open(): Promise<void>;
  selectConfiguration(value: number): Promise<void>;
  claimInterface(number: number): Promise<void>;
  transferOut(endpoint: number, bytes: Uint8Array): Promise<{ readonly status?: string }>;
};
type Usb = {
  getDevices(): Promise<readonly UsbDevice[]>;
  requestDevice(options: { filters: readonly { classCode: number }[] }): Promise<UsbDevice>;
};

export class PrinterUnavailableError extends Error {
  override readonly name = "PrinterUnavailableError";
}

/**
 * A USB printer that this page may use; asks the person once, from a click.
 *
 * @throws PrinterUnavailableError where the browser has no WebUSB or the device is no printer.
 */
export async function openUsbPrinter(navigator: Navigator): Promise<PrinterWire> {
  const { usb } = navigator as Navigator & { usb?: Usb };
  if (!usb) throw new PrinterUnavailableError("this browser has no WebUSB");
  const [known] = await usb.getDevices();
  const device = known ?? (await usb.requestDevice({ filters: [{ classCode: PRINTER_CLASS }] }));
  if (!device.opened) await device.open();
  if (device.configuration === null) await device.selectConfiguration(1);
  const endpoint = await claimPrinter(device);
  return {
    async send(bytes) {
      const result = await device.transferOut(endpoint, bytes);
      if (result.status !== undefined && result.status !== "ok") {
        throw new PrinterUnavailableError(`the printer answered ${result.status}`);
      }
    },
  };
}

async function claimPrinter(device: UsbDevice): Promise<number> {
  for (const side of device.configuration?.interfaces ?? []) {
    const out = side.alternate.endpoints.find((endpoint) => endpoint.direction === "out");
    if (side.alternate.interfaceClass !== PRINTER_CLASS || !out) continue;
    await device.claimInterface(side.interfaceNumber);
    return out.endpointNumber;
  }
  throw new PrinterUnavailableError("the device is no printer");
}
