import { sql } from "drizzle-orm";
import {
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
    /** Among lists of one kind the higher goes first. */
    priority: integer("priority").notNull().default(0),
    /** Empty lists mean all stores, all customers, all days. */
    storeIds: jsonb("store_ids").$type<string[]>().notNull().default([]),
    customerGroupIds: jsonb("customer_group_ids").$type<string[]>().notNull().default([]),
    validFrom: instant("valid_from"),
    validUntil: instant("valid_until"),
    weekdays: jsonb("weekdays").$type<number[]>().notNull().default([]),
    /** Minutes after the store's local midnight. */
    fromMinutes: integer("from_minutes"),
    untilMinutes: integer("until_minutes"),
    ...syncedColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.tenantId] }),
    uniqueIndex("price_lists_tenant_id_code_key").on(t.tenantId, t.code),
    tenantWall("price_lists"),
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
    /** Words that promotions find products by. */
    tags: jsonb("tags").$type<string[]>().notNull().default([]),
    costMinor: moneyMinor("cost_minor"),
    popularity: integer("popularity").notNull().default(0),
    lowStockMilli: quantityMilli("low_stock_milli"),
    isStocked: boolean("is_stocked").notNull().default(true),
    /** False: only in the stores that `product_stores` names. */
    isEverywhere: boolean("is_everywhere").notNull().default(true),
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

/** The stores that have a product which is not everywhere; part of the product. */
export const productStores = pgTable(
  "product_stores",
  {
    tenantId: tenantId(),
    productId: id("product_id").notNull(),
    storeId: id("store_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.productId, t.storeId] }),
    foreignKey({
      columns: [t.tenantId, t.productId],
      foreignColumns: [products.tenantId, products.id],
    }),
    tenantWall("product_stores"),
  ],
);

export const prices = pgTable(
  "prices",
  {
    tenantId: tenantId(),
    priceListId: id("price_list_id").notNull(),
    productId: id("product_id").notNull(),
    /** The quantity from which on this price holds; 0 for the plain price. */
    minQuantityMilli: quantityMilli("min_quantity_milli").notNull().default(0),
    priceMinor: moneyMinor("price_minor").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.priceListId, t.productId, t.minQuantityMilli] }),
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

/**
 * Promotions as data: what the engine reads stands in `definition`, beside what people look for.
 * A coupon's code is kept in the form in which codes are compared.
 */
export const promotions = pgTable(
  "promotions",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    priority: integer("priority").notNull(),
    isActive: boolean("is_active").notNull(),
    couponCode: text("coupon_code"),
    definition: jsonb("definition").notNull(),
    ...syncedColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("promotions_tenant_id_code_key").on(t.tenantId, t.code),
    index("promotions_tenant_id_coupon_code_idx")
      .on(t.tenantId, t.couponCode)
      .where(sql`coupon_code is not null`),
    index("promotions_tenant_id_revision_idx").on(t.tenantId, t.revision, t.id),
    tenantWall("promotions"),
  ],
);
