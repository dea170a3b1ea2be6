import { z } from "zod";

const minor = z.number().int();
const count = z.number().int();
const day = z.string();
/** ISO 8601 UTC. */
const at = z.string();

/**
 * Figures of a day, or of a day up to a time. Gross, discounts, returns and net are without tax;
 * gross − discounts − returns = net; net + tax = total; total + rounding + tips = collected.
 * Voids take their sale out of every figure.
 */
const totals = z.object({
  /** Sales less voids; an exchange is one sale, refunds are counted apart. */
  sales: count,
  refunds: count,
  /** Pieces sold; a weighed line counts as one. */
  items: count,
  grossMinor: minor,
  /** Reductions given in sales, tax taken out line by line. */
  discountsMinor: minor,
  /** Goods that came back, in refunds and exchanges, above zero. */
  returnsMinor: minor,
  netMinor: minor,
  taxMinor: minor,
  totalMinor: minor,
  /** Cash rounding. */
  roundingMinor: minor,
  tipsMinor: minor,
  collectedMinor: minor,
  /** Net ÷ sales; null without a sale. */
  averageTicketMinor: minor.nullable(),
});
export type TodayTotals = z.infer<typeof totals>;

const hourFigures = z.object({
  sales: count,
  items: count,
  netMinor: minor,
  taxMinor: minor,
  discountsMinor: minor,
  returnsMinor: minor,
});
export type HourFigures = z.infer<typeof hourFigures>;

const todayHour = z.object({
  /** Of the store's clock, 0 to 23; the list runs in the order of the business day. */
  hour: z.number().int(),
  /** Not over yet. */
  isCurrent: z.boolean(),
  isFuture: z.boolean(),
  today: hourFigures,
  /** Net of the whole hour of the compared day. */
  comparisonNetMinor: minor,
});
export type TodayHour = z.infer<typeof todayHour>;

const todayPayment = z.object({ method: z.string(), amountMinor: minor, count });
export type TodayPayment = z.infer<typeof todayPayment>;

const todayProduct = z.object({
  productId: z.uuid().nullable(),
  sku: z.string(),
  name: z.string(),
  unit: z.string(),
  hue: z.number().int().nullable(),
  /** Sold less returned, without tax. */
  netMinor: minor,
  quantityMilli: z.number().int(),
});
export type TodayProduct = z.infer<typeof todayProduct>;

const todayDrawer = z.object({
  id: z.string(),
  registerName: z.string(),
  storeName: z.string(),
  timezone: z.string(),
  /** No device is this till at the moment. */
  isEnrolled: z.boolean(),
  /** When the device last sent something. */
  lastContactAt: at.nullable(),
  /** Events that the device says it has and the server has not. */
  unsent: count,
  shift: z
    .object({
      number: count,
      openedByName: z.string(),
      openedAt: at,
      closedAt: at.nullable(),
      /** Float, cash payments and deposits less cash refunds; as declared once it is closed. */
      expectedCashMinor: minor,
      countedCashMinor: minor.nullable(),
    })
    .nullable(),
});
export type TodayDrawer = z.infer<typeof todayDrawer>;

const attentionItem = z.object({
  id: z.uuid(),
  kind: z.string(),
  severity: z.string(),
  at,
  storeName: z.string().nullable(),
  registerName: z.string().nullable(),
  timezone: z.string(),
  /** What it is about: a product, or the name of a cart put aside. */
  subjectName: z.string().nullable(),
  quantityMilli: z.number().int().nullable(),
  receiptNumber: z.string().nullable(),
  code: z.string().nullable(),
});
export type AttentionItem = z.infer<typeof attentionItem>;

export const todayResult = z.object({
  /** When the figures were read. */
  at,
  currency: z.string(),
  /** Of the clock that the page shows: the store's, or the first store's. */
  timezone: z.string(),
  day,
  comparisonDay: day,
  /** Sales of the day in another currency; they are in no figure here. */
  otherCurrencySales: count,
  /** The tenant has never sold: a page of zeros would say nothing. */
  isFirstDay: z.boolean(),
  today: totals,
  /** The same weekday a week ago, up to the same time of day. */
  comparison: totals,
  hours: z.array(todayHour),
  payments: z.array(todayPayment),
  products: z.array(todayProduct),
  drawers: z.array(todayDrawer),
  attention: z.object({
    /** Open deviations, counted up to `ATTENTION_COUNT_MAX`. */
    count,
    items: z.array(attentionItem),
  }),
});
export type TodayReport = z.infer<typeof todayResult>;
