import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import {
  day,
  id,
  instant,
  moneyMinor,
  quantityMilli,
  sequenceNumber,
  tenantId,
  tenantWall,
} from "../columns";
import { stores, terminals } from "./shop";

/** One drawer session, as its opening and closing events say. */
export const shifts = pgTable(
  "shifts",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    storeId: id("store_id").notNull(),
    registerId: id("register_id").notNull(),
    terminalId: id("terminal_id").notNull(),
    number: integer("number").notNull(),
    openedById: id("opened_by_id").notNull(),
    openedAt: instant("opened_at").notNull(),
    businessOn: day("business_on").notNull(),
    currency: text("currency").notNull(),
    floatMinor: moneyMinor("float_minor").notNull(),
    closedById: id("closed_by_id"),
    closedAt: instant("closed_at"),
    expectedCashMinor: moneyMinor("expected_cash_minor"),
    countedCashMinor: moneyMinor("counted_cash_minor"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.terminalId],
      foreignColumns: [terminals.tenantId, terminals.id],
    }),
    index("shifts_tenant_id_store_id_business_on_idx").on(t.tenantId, t.storeId, t.businessOn),
    tenantWall("shifts"),
  ],
);

/** Every change of stock with its reason; a level is the sum of these. Insert only. */
export const stockMovements = pgTable(
  "stock_movements",
  {
    tenantId: tenantId(),
    sourceEventId: id("source_event_id").notNull(),
    position: integer("position").notNull(),
    storeId: id("store_id").notNull(),
    productId: id("product_id").notNull(),
    quantityMilli: quantityMilli("quantity_milli").notNull(),
    reason: text("reason").notNull(),
    documentId: id("document_id").notNull(),
    userId: id("user_id"),
    effectiveAt: instant("effective_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    note: text("note"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.sourceEventId, t.position] }),
    foreignKey({ columns: [t.tenantId, t.storeId], foreignColumns: [stores.tenantId, stores.id] }),
    index("stock_movements_tenant_id_store_id_product_id_idx").on(
      t.tenantId,
      t.storeId,
      t.productId,
      t.effectiveAt,
    ),
    tenantWall("stock_movements"),
  ],
);

export const stockLevels = pgTable(
  "stock_levels",
  {
    tenantId: tenantId(),
    storeId: id("store_id").notNull(),
    productId: id("product_id").notNull(),
    quantityMilli: quantityMilli("quantity_milli").notNull(),
    updatedAt: instant("updated_at").notNull(),
    /** Place in the store's stock stream; 0 until the projector publishes the change. */
    revision: sequenceNumber("revision").notNull().default(0),
    isPublished: boolean("is_published").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.storeId, t.productId] }),
    foreignKey({ columns: [t.tenantId, t.storeId], foreignColumns: [stores.tenantId, stores.id] }),
    index("stock_levels_tenant_id_store_id_revision_idx").on(
      t.tenantId,
      t.storeId,
      t.revision,
      t.productId,
    ),
    index("stock_levels_tenant_id_unpublished_idx")
      .on(t.tenantId, t.storeId)
      .where(sql`not is_published`),
    tenantWall("stock_levels"),
  ],
);

/** Double entry, zero-sum per event and currency. Insert only. */
export const journalLines = pgTable(
  "journal_lines",
  {
    tenantId: tenantId(),
    sourceEventId: id("source_event_id").notNull(),
    lineNumber: integer("line_number").notNull(),
    storeId: id("store_id").notNull(),
    businessOn: day("business_on").notNull(),
    account: text("account").notNull(),
    currency: text("currency").notNull(),
    amountMinor: moneyMinor("amount_minor").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.sourceEventId, t.lineNumber] }),
    foreignKey({ columns: [t.tenantId, t.storeId], foreignColumns: [stores.tenantId, stores.id] }),
    index("journal_lines_tenant_id_business_on_idx").on(t.tenantId, t.businessOn, t.account),
    tenantWall("journal_lines"),
  ],
);
