import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import {
  id,
  instant,
  moneyMinor,
  quantityMilli,
  sequenceNumber,
  syncedColumns,
  tenantId,
  tenantWall,
} from "../columns";
import { tenants } from "./people";

export const priceLists = pgTable(
  "price_lists",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    currency: text("currency").notNull(),
    pricesIncludeTax: boolean("prices_include_tax").notNull(),
    ...syncedColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.tenantId] }),
    uniqueIndex("price_lists_tenant_id_code_key").on(t.tenantId, t.code),
    tenantWall("price_lists"),
  ],
);

export const stores = pgTable(
  "stores",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    addressLines: jsonb("address_lines").$type<string[]>().notNull(),
    timezone: text("timezone").notNull(),
    dayEndsAtMinutes: integer("day_ends_at_minutes").notNull(),
    currency: text("currency").notNull(),
    language: text("language").notNull(),
    priceListId: id("price_list_id").notNull(),
    cashIncrementMinor: moneyMinor("cash_increment_minor").notNull().default(1),
    receiptFooter: jsonb("receipt_footer").$type<string[]>().notNull(),
    ...syncedColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.priceListId],
      foreignColumns: [priceLists.tenantId, priceLists.id],
    }),
    uniqueIndex("stores_tenant_id_code_key").on(t.tenantId, t.code),
    tenantWall("stores"),
  ],
);

/** "Till 2": stable, while the devices that stand there come and go. */
export const registers = pgTable(
  "registers",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    storeId: id("store_id").notNull(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    kind: text("kind").notNull(),
    /** For a register that the server holds: whose sales it books. */
    holderId: id("holder_id"),
    ...syncedColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.storeId], foreignColumns: [stores.tenantId, stores.id] }),
    uniqueIndex("registers_tenant_id_code_key").on(t.tenantId, t.code),
    uniqueIndex("registers_tenant_id_store_id_name_key").on(t.tenantId, t.storeId, t.name),
    uniqueIndex("registers_tenant_id_holder_key")
      .on(t.tenantId, t.storeId, t.holderId)
      .where(sql`holder_id is not null`),
    tenantWall("registers"),
  ],
);

/** One enrolment of a device as a register; a new enrolment is a new terminal. */
export const terminals = pgTable(
  "terminals",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    storeId: id("store_id").notNull(),
    registerId: id("register_id").notNull(),
    epoch: integer("epoch").notNull(),
    code: text("code").notNull(),
    kind: text("kind").notNull(),
    status: text("status").notNull(),
    tokenHash: text("token_hash"),
    publicKey: text("public_key"),
    certificate: jsonb("certificate").notNull(),
    receivedSequence: sequenceNumber("received_sequence").notNull().default(0),
    appliedSequence: sequenceNumber("applied_sequence").notNull().default(0),
    /** Hash of the last event of the contiguous received prefix, and of the applied one. */
    receivedHash: text("received_hash").notNull(),
    appliedHash: text("applied_hash").notNull(),
    claimedSequence: sequenceNumber("claimed_sequence").notNull().default(0),
    leaseToken: text("lease_token"),
    previousLeaseToken: text("previous_lease_token"),
    deviceName: text("device_name"),
    appVersion: text("app_version"),
    ip: text("ip"),
    userAgent: text("user_agent"),
    clockSkewMs: bigint("clock_skew_ms", { mode: "number" }),
    enrolledAt: instant("enrolled_at").notNull(),
    lastSeenAt: instant("last_seen_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.registerId],
      foreignColumns: [registers.tenantId, registers.id],
    }),
    uniqueIndex("terminals_tenant_id_register_id_epoch_key").on(t.tenantId, t.registerId, t.epoch),
    uniqueIndex("terminals_tenant_id_code_key").on(t.tenantId, t.code),
    uniqueIndex("terminals_tenant_id_register_id_active_key")
      .on(t.tenantId, t.registerId)
      .where(sql`status = 'active'`),
    tenantWall("terminals"),
  ],
);

export const taxGroups = pgTable(
  "tax_groups",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    rates: jsonb("rates").notNull(),
    ...syncedColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("tax_groups_tenant_id_code_key").on(t.tenantId, t.code),
    tenantWall("tax_groups"),
  ],
);

export const categories = pgTable(
  "categories",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    names: jsonb("names").$type<Record<string, string>>().notNull(),
    hue: integer("hue").notNull(),
    icon: text("icon").notNull(),
    position: integer("position").notNull(),
    ...syncedColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("categories_tenant_id_code_key").on(t.tenantId, t.code),
    index("categories_tenant_id_revision_idx").on(t.tenantId, t.revision, t.id),
    tenantWall("categories"),
  ],
);

export const products = pgTable(
  "products",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    sku: text("sku").notNull(),
    name: text("name").notNull(),
    /** Lower-cased name and sku, for search. */
    searchText: text("search_text").notNull(),
    categoryId: id("category_id"),
    unit: text("unit").notNull(),
    taxGroupId: id("tax_group_id").notNull(),
    family: text("family"),
    options: jsonb("options").$type<{ name: string; value: string }[]>().notNull(),
    costMinor: moneyMinor("cost_minor"),
    popularity: integer("popularity").notNull().default(0),
    lowStockMilli: quantityMilli("low_stock_milli"),
    isStocked: boolean("is_stocked").notNull().default(true),
    ...syncedColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.categoryId],
      foreignColumns: [categories.tenantId, categories.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.taxGroupId],
      foreignColumns: [taxGroups.tenantId, taxGroups.id],
    }),
    uniqueIndex("products_tenant_id_sku_key").on(t.tenantId, t.sku),
    index("products_tenant_id_category_id_idx").on(t.tenantId, t.categoryId, t.name, t.id),
    index("products_tenant_id_name_idx").on(t.tenantId, t.name, t.id),
    index("products_tenant_id_revision_idx").on(t.tenantId, t.revision, t.id),
    index("products_tenant_id_popularity_idx")
      .on(t.tenantId, t.popularity, t.id)
      .where(sql`deleted_at is null`),
    tenantWall("products"),
  ],
);

export const productBarcodes = pgTable(
  "product_barcodes",
  {
    tenantId: tenantId(),
    /** The form that every scan of it is looked up by. */
    code: text("code").notNull(),
    /** As people wrote it. */
    text: text("text").notNull(),
    productId: id("product_id").notNull(),
    packQuantityMilli: quantityMilli("pack_quantity_milli").notNull().default(1000),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.code] }),
    foreignKey({
      columns: [t.tenantId, t.productId],
      foreignColumns: [products.tenantId, products.id],
    }),
    index("product_barcodes_tenant_id_product_id_idx").on(t.tenantId, t.productId),
    tenantWall("product_barcodes"),
  ],
);

export const prices = pgTable(
  "prices",
  {
    tenantId: tenantId(),
    priceListId: id("price_list_id").notNull(),
    productId: id("product_id").notNull(),
    priceMinor: moneyMinor("price_minor").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.priceListId, t.productId] }),
    foreignKey({
      columns: [t.tenantId, t.priceListId],
      foreignColumns: [priceLists.tenantId, priceLists.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.productId],
      foreignColumns: [products.tenantId, products.id],
    }),
    index("prices_tenant_id_product_id_idx").on(t.tenantId, t.productId),
    tenantWall("prices"),
  ],
);

export const customers = pgTable(
  "customers",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    country: text("country"),
    ...syncedColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("customers_tenant_id_code_key").on(t.tenantId, t.code),
    tenantWall("customers"),
  ],
);
