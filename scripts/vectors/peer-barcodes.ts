import { z } from "zod";
import { toGtin14 } from "../../core/barcode/gtin";
import { detectSymbologies, isValidForSymbology, SYMBOLOGIES } from "../../core/barcode/symbology";
import { expandUpce } from "../../core/barcode/upce";
import { firstOf, on } from "./fields";

const known = on(
  z.strictObject({ code: z.string(), symbology: z.enum(SYMBOLOGIES) }),
  ({ code, symbology }) => {
    const upca = symbology === "upce" ? (expandUpce(code)?.upca ?? null) : null;
    return {
      valid: isValidForSymbology(code, symbology),
      gtin14: toGtin14(upca ?? code),
      ...(upca === null ? {} : { upca }),
    };
  },
);

const unknown = on(z.strictObject({ code: z.string() }), ({ code }) => {
  const [symbology = null] = detectSymbologies(code);
  return { symbology, valid: symbology !== null, gtin14: toGtin14(code) };
});

export const computePeerBarcode = firstOf(known, unknown);
