import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, syncedColumns, tenantId, tenantWall } from "../columns";

/** Customers who are priced alike: trade, staff, members. */
export const customerGroups = pgTable(
  "customer_groups",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    ...syncedColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("customer_groups_tenant_id_code_key").on(t.tenantId, t.code),
    tenantWall("customer_groups"),
  ],
);

export const customers = pgTable(
  "customers",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    /** What a card of the shop carries. */
    code: text("code").notNull(),
    name: text("name").notNull(),
    country: text("country"),
    phone: text("phone"),
    isTaxExempt: boolean("is_tax_exempt").notNull().default(false),
    ...syncedColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("customers_tenant_id_code_key").on(t.tenantId, t.code),
    index("customers_tenant_id_phone_idx").on(t.tenantId, t.phone).where(sql`phone is not null`),
    index("customers_tenant_id_revision_idx").on(t.tenantId, t.revision, t.id),
    tenantWall("customers"),
  ],
);

export const customerGroupMembers = pgTable(
  "customer_group_members",
  {
    tenantId: tenantId(),
    customerId: id("customer_id").notNull(),
    customerGroupId: id("customer_group_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.customerId, t.customerGroupId] }),
    foreignKey({
      columns: [t.tenantId, t.customerId],
      foreignColumns: [customers.tenantId, customers.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.customerGroupId],
      foreignColumns: [customerGroups.tenantId, customerGroups.id],
    }),
    tenantWall("customer_group_members"),
  ],
);
