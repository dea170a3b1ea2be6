"use client";

import { useCallback } from "react";
import type { ReceiptInput } from "../../core/receipt/build-receipt";
import { browserPrinter } from "./browser-ports";
import { useDevices } from "./use-devices";

/** Prints paper that is no receipt, such as a quote, through the chosen printer. */
export function usePrintSlip(): (slip: ReceiptInput) => Promise<void> {
  const { printer } = useDevices();
  return useCallback(
    async (slip) => {
      await (await browserPrinter(printer)).print(slip);
    },
    [printer],
  );
}
