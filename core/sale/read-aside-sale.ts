import * as z from "zod";
import { MINOR_MAX } from "../money/minor";
import { QUANTITY_MILLI_MAX } from "../quantity/quantity";
import type { Envelope } from "../sync/envelope";
import { PAYMENT_METHODS, type PaymentMethod, UNITS } from "./sale-document";

const amount = z.number().int().min(-MINOR_MAX).max(MINOR_MAX);

const lineReading = z.object({
  productId: z.uuid().nullable().catch(null),
  sku: z.string().max(64).catch(""),
  name: z.string().min(1).max(200),
  unit: z.enum(UNITS).catch("each"),
  quantityMilli: z
    .number()
    .int()
    .min(-QUANTITY_MILLI_MAX)
    .max(QUANTITY_MILLI_MAX)
    .refine((quantity) => quantity !== 0),
  unitPriceMinor: amount.min(0),
  /** Off the line, promotions and its share of the order's discount with it; a magnitude. */
  discountMinor: amount.catch(0).transform(Math.abs),
  taxGroupCode: z.string().max(20).catch(""),
  isStocked: z.boolean().catch(false),
});

const saleReading = z.object({
  saleId: z.uuid().nullable().catch(null),
  receiptNumber: z.string().min(1).max(40).nullable().catch(null),
  currency: z.string().length(3).nullable().catch(null),
  pricesIncludeTax: z.boolean().nullable().catch(null),
  paidMinor: amount.nullable().catch(null),
  payments: z.array(z.object({ method: z.enum(PAYMENT_METHODS).exclude(["deposit"]) })).catch([]),
  lines: z.array(lineReading).max(1_000).catch([]),
});

/** What can be read of a sale that could not be booked; what cannot is null or empty. */
export type AsideSale = Omit<z.infer<typeof saleReading>, "payments"> & {
  readonly method: PaymentMethod | null;
};

const SALE_TYPES = new Set(["SALE", "REFUND", "VOID"]);

/**
 * What can be read of an event that was set aside, for the person who books it by hand: each field
 * by itself, so that one bad figure hides no other. Lines are read all or none.
 *
 * @returns null when the event is not about a sale.
 */
export function readAsideSale(envelope: Envelope): AsideSale | null {
  if (!SALE_TYPES.has(envelope.type)) return null;
  const read = saleReading.safeParse(envelope.payload);
  if (!read.success) return { ...NOTHING_READ };
  const { payments, ...sale } = read.data;
  const methods = new Set(payments.map(({ method }) => method));
  const [method = null] = methods;
  return { ...sale, method: methods.size === 1 ? method : null };
}

const NOTHING_READ: AsideSale = {
  saleId: null,
  receiptNumber: null,
  currency: null,
  pricesIncludeTax: null,
  paidMinor: null,
  lines: [],
  method: null,
};
