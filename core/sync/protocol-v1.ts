import * as z from "zod";
import { measureLayoutSchema } from "../barcode/measure-layout";
import { SALE_STATUSES, saleDocumentSchema } from "../sale/sale-document";
import { PPM } from "../tax/rate";
import { taxGroupSchema } from "../tax/tax-group";
import { TAX_ROUNDINGS } from "../tax/tax-lines";
import { certificateSchema } from "./envelope";
import { storageReportSchema } from "./storage-report";

/** Bounds of one push; a batch is sent whole or halved, never trimmed. */
export const PUSH_EVENTS_MAX = 100;
export const PUSH_BYTES_MAX = 262_144;
export const CHANGES_PAGE_MAX = 5_000;

const range = z.tuple([z.number().int(), z.number().int()]);

/** `POST /api/v1/sync/events`. Events stay `unknown` here: one bad event never fails its batch. */
export const pushRequestSchema = z.strictObject({
  pushId: z.uuid(),
  terminalId: z.uuid(),
  leaseToken: z.string().max(128).nullable(),
  headSequence: z.number().int().min(0),
  headHash: z.string().regex(/^[0-9a-f]{64}$/),
  appVersion: z.string().max(40).optional(),
  storage: storageReportSchema.optional(),
  events: z.array(z.unknown()).max(PUSH_EVENTS_MAX),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

export const pushResponseSchema = z.object({
  receivedThrough: z.number().int(),
  appliedThrough: z.number().int(),
  waiting: z.array(range),
  missing: z.array(range),
  /** Sequences of closed gaps that have not come: a terminal that still has them sends them. */
  closedMissing: z.array(range).optional(),
  quarantined: z.array(z.object({ sequence: z.number().int(), code: z.string() })),
  conflicts: z.array(z.number().int()),
  refused: z.array(z.object({ index: z.number().int(), code: z.string() })),
  leaseToken: z.string(),
  serverTime: z.string(),
  catalogHead: z.string(),
  /** Another one than before: the server was restored and may have forgotten what it confirmed. */
  incarnation: z.string().optional(),
  minAppVersion: z.string(),
  directives: z.array(z.enum(["RESYNC", "ROTATE_KEY", "UPLOAD_DIAG"])),
  signedRevocation: z.string().optional(),
});
export type PushResponse = z.infer<typeof pushResponseSchema>;

/** `POST /api/v1/sync/enrol`, by a signed-in person who may enrol devices. */
export const enrolRequestSchema = z.strictObject({
  storeId: z.uuid(),
  registerId: z.uuid().optional(),
  registerName: z.string().trim().min(1).max(40).optional(),
  deviceName: z.string().trim().max(80).optional(),
  publicKey: z.string().max(1024).nullable().optional(),
  replaceActive: z.boolean().optional(),
  /** The terminal that this device was, when it lost that terminal's log. */
  wipedTerminalId: z.uuid().optional(),
});
export type EnrolRequest = z.infer<typeof enrolRequestSchema>;

export const enrolResponseSchema = z.object({
  certificate: certificateSchema,
  deviceToken: z.string(),
  leaseToken: z.string(),
  registerName: z.string(),
  serverTime: z.string(),
  /** By which the server signs for this tenant; left out by servers that sign nothing. */
  serverPublicKey: z.string().max(1024).optional(),
});
export type EnrolResponse = z.infer<typeof enrolResponseSchema>;

/** A stored secret check for a PIN; the till verifies it with no network. */
export const pinVerifierSchema = z.object({
  algorithm: z.literal("pbkdf2-sha256"),
  iterations: z.number().int(),
  salt: z.string(),
  hash: z.string(),
});
export type PinVerifier = z.infer<typeof pinVerifierSchema>;

export const productChangeSchema = z.object({
  id: z.uuid(),
  sku: z.string(),
  name: z.string(),
  categoryId: z.uuid().nullable(),
  unit: z.enum(["each", "kg"]),
  taxGroup: z.string(),
  barcodes: z.array(z.object({ code: z.string(), packQuantityMilli: z.number().int() })),
  prices: z.array(
    z.object({
      priceListId: z.uuid(),
      priceMinor: z.number().int(),
      /** Left out for the plain price. */
      minQuantityMilli: z.number().int().optional(),
    }),
  ),
  /** Left out by servers that do not know them yet. */
  tags: z.array(z.string()).optional(),
  family: z.string().nullable(),
  options: z.array(z.object({ name: z.string(), value: z.string() })),
  popularity: z.number().int(),
  lowStockMilli: z.number().int().nullable(),
  isStocked: z.boolean(),
});
export type ProductChange = z.infer<typeof productChangeSchema>;

export const categoryChangeSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  names: z.record(z.string(), z.string()),
  hue: z.number().int(),
  icon: z.string(),
  position: z.number().int(),
});
export type CategoryChange = z.infer<typeof categoryChangeSchema>;

export const taxGroupChangeSchema = taxGroupSchema.extend({ id: z.uuid() });

export const storeChangeSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  addressLines: z.array(z.string()),
  taxNumber: z.string().nullable(),
  timezone: z.string(),
  dayEndsAtMinutes: z.number().int(),
  currency: z.string(),
  language: z.string(),
  priceListId: z.uuid(),
  pricesIncludeTax: z.boolean(),
  cashIncrementMinor: z.number().int(),
  receiptFooter: z.array(z.string()),
  tenantName: z.string(),
  tenantCode: z.string(),
  isDemo: z.boolean(),
  taxRounding: z.enum(TAX_ROUNDINGS).optional(),
  /** Home units for one foreign unit, exact decimals. */
  exchangeRates: z.array(z.object({ currency: z.string(), rate: z.string() })).optional(),
  measureLayouts: z.array(measureLayoutSchema).optional(),
  takesTips: z.boolean().optional(),
  pointsPpm: z.number().int().optional(),
  /** Days that a quote and a layaway stand. */
  quoteDays: z.number().int().optional(),
  layawayDays: z.number().int().optional(),
  /** Smallest first deposit, in parts per million of the total. */
  depositPpm: z.number().int().optional(),
});
export type StoreChange = z.infer<typeof storeChangeSchema>;

export const staffChangeSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  displayName: z.string(),
  role: z.string(),
  /** What the business calls a role of its own; left out for those that the product brings. */
  roleName: z.string().optional(),
  permissions: z.array(z.string()),
  pin: pinVerifierSchema.nullable(),
  badge: pinVerifierSchema.optional(),
  /** How far the permissions reach; left out by servers that do not know limits. */
  limits: z
    .object({
      discountPpm: z.number().int(),
      refundWithoutReceiptMinor: z.number().int().nullable(),
      priceOverridePpm: z.number().int().default(PPM),
      payOutMinor: z.number().int().nullable().default(null),
    })
    .optional(),
});
export type StaffChange = z.infer<typeof staffChangeSchema>;

export const stockChangeSchema = z.object({ id: z.uuid(), quantityMilli: z.number().int() });
export type StockChange = z.infer<typeof stockChangeSchema>;

export const customerChangeSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  groupIds: z.array(z.uuid()),
  isTaxExempt: z.boolean(),
});
export type CustomerChange = z.infer<typeof customerChangeSchema>;

/** What a till of the store put aside: a parked cart, a quote with its prices, a layaway. */
export const HELD_KINDS = ["parked", "quote", "layaway"] as const;
export type HeldKind = (typeof HELD_KINDS)[number];

export const heldCartChangeSchema = z.object({
  id: z.uuid(),
  kind: z.enum(HELD_KINDS),
  /** What people call it: a quote's or layaway's number, a parked cart's first item and time. */
  number: z.string(),
  name: z.string(),
  registerName: z.string(),
  cashierName: z.string(),
  customerId: z.uuid().nullable(),
  currency: z.string(),
  itemCount: z.number().int(),
  totalMinor: z.number().int(),
  /** Deposits so far; 0 but for layaways. */
  paidMinor: z.number().int(),
  expiresOn: z.string().nullable(),
  heldAt: z.string(),
  version: z.number().int(),
  /** The cart as the till keeps it; other programs may not understand it. */
  cart: z.unknown(),
});
export type HeldCartChange = z.infer<typeof heldCartChangeSchema>;

/** `PUT /api/v1/sync/held-carts/{id}`: put aside, or save again over the version that was seen. */
export const holdCartRequestSchema = heldCartChangeSchema
  .omit({ id: true, version: true, registerName: true, paidMinor: true })
  .extend({
    kind: z.enum(["parked", "quote"]),
    /** Null for a new one. */
    version: z.number().int().nullable(),
  });
export type HoldCartRequest = z.infer<typeof holdCartRequestSchema>;
export const holdCartResponseSchema = z.object({ version: z.number().int() });

/** `POST /api/v1/sync/held-carts/{id}/take`: one till gets it, every other one is refused. */
export const takeCartRequestSchema = z.strictObject({ version: z.number().int() });
export const takeCartResponseSchema = z.object({ heldCart: heldCartChangeSchema });

/** `GET /api/v1/sync/receipts/{receiptNumber}`: a sale of any till, and what came back of it. */
export const receiptLookupSchema = z.object({
  sale: saleDocumentSchema,
  soldAt: z.string(),
  businessDate: z.string(),
  cashierName: z.string(),
  customerName: z.string().nullable(),
  status: z.enum(SALE_STATUSES),
  returned: z.array(z.object({ lineId: z.uuid(), quantityMilli: z.number().int() })),
});
export type ReceiptLookup = z.infer<typeof receiptLookupSchema>;

/** Who signs receipts: each till of the tenant under its code, and the server under `S`. */
export const terminalKeyChangeSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  /** The raw point of P-256 in base 32; null for a till that cannot sign. */
  publicKey: z.string().nullable(),
  registerName: z.string(),
  /** Null for the server. */
  storeId: z.uuid().nullable(),
  status: z.string(),
});
export type TerminalKeyChange = z.infer<typeof terminalKeyChangeSchema>;

export const CHANGE_ENTITIES = [
  "store",
  "tax_group",
  "category",
  "product",
  "staff",
  "stock",
  "price_list",
  "promotion",
  "customer",
  "held_cart",
  "terminal_key",
] as const;

/** One changed row. `body` is null when the row left the terminal's scope (a tombstone). */
export const changeSchema = z.object({
  entity: z.enum(CHANGE_ENTITIES),
  id: z.uuid(),
  revision: z.number().int(),
  body: z.unknown().nullable(),
});
export type Change = z.infer<typeof changeSchema>;

/**
 * Which kinds of change the caller understands: 1 knows the first six of `CHANGE_ENTITIES`, 2 the
 * first ten, 3 all of them. A till refuses a page with a kind that it does not know, so nobody is sent one.
 */
export const CHANGES_VERSION = 3;

/** `GET /api/v1/sync/changes?token&limit&version`; without a version, 1. */
export const changesResponseSchema = z.object({
  token: z.string(),
  complete: z.boolean(),
  restart: z.boolean(),
  changes: z.array(changeSchema),
  estimatedTotal: z.number().int(),
  catalogHead: z.string(),
  serverTime: z.string(),
});
export type ChangesResponse = z.infer<typeof changesResponseSchema>;
