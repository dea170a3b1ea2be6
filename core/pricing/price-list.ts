import * as z from "zod";
import { MINOR_MAX, type Minor } from "../money/minor";
import type { QuantityMilli } from "../quantity/quantity";

/**
 * A set of prices and who gets them. Empty `storeIds`, `customerGroupIds` and `weekdays` mean all;
 * minutes count from the store's local midnight and may run over it.
 */
export const priceListSchema = z.strictObject({
  id: z.uuid(),
  code: z.string().min(1).max(40),
  name: z.string().min(1).max(80),
  currency: z.string().length(3),
  pricesIncludeTax: z.boolean(),
  /** Among lists of one kind the higher goes first. */
  priority: z.number().int().min(-1000).max(1000),
  storeIds: z.array(z.uuid()).max(1000),
  customerGroupIds: z.array(z.uuid()).max(1000),
  validFrom: z.iso.datetime({ offset: true }).nullable(),
  validUntil: z.iso.datetime({ offset: true }).nullable(),
  weekdays: z.array(z.number().int().min(1).max(7)).max(7),
  fromMinutes: z.number().int().min(0).max(1439).nullable(),
  untilMinutes: z.number().int().min(0).max(1440).nullable(),
});
export type PriceList = z.infer<typeof priceListSchema>;

const minorField = z.number().int().min(0).max(MINOR_MAX) as unknown as z.ZodType<Minor, number>;
const milliField = z.number().int().min(0) as unknown as z.ZodType<QuantityMilli, number>;

/** One price of a product: in which list, and from which quantity on. */
export const productPriceSchema = z.object({
  priceListId: z.uuid(),
  minQuantityMilli: milliField,
  priceMinor: minorField,
});
export type ProductPrice = z.infer<typeof productPriceSchema>;
