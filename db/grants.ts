/**
 * What the application may do with each table. Facts are insert-only by grant: no code path of
 * the application can change or remove one.
 */
export const APPEND_ONLY_TABLES = [
  "sales",
  "sale_lines",
  "sale_taxes",
  "payments",
  "deposits",
  "coupon_uses",
  "operator_actions",
  "stock_movements",
  "journal_lines",
  "event_conflicts",
  "closed_gaps",
  "recovered_events",
  "idempotency_keys",
  "audit_entries",
  "audit_anchors",
  "sign_in_directory",
] as const;

/** Rows are changed but never removed. */
export const UPDATABLE_TABLES = [
  "tenants",
  "users",
  "roles",
  "recovery_codes",
  "oidc_providers",
  "api_clients",
  "api_keys",
  "enrolment_codes",
  "access_rules",
  "audit_heads",
  "stores",
  "registers",
  "terminals",
  "price_lists",
  "tax_groups",
  "categories",
  "products",
  "promotions",
  "customer_groups",
  "customers",
  "held_carts",
  "event_inbox",
  "sync_heads",
  "deviations",
  "receipt_counters",
  "shifts",
  "stock_levels",
] as const;

/** Parts of a row that live in a table of their own and are replaced with it. */
export const REPLACEABLE_TABLES = [
  "user_stores",
  "user_factors",
  "user_identities",
  "code_directory",
  "product_barcodes",
  "product_stores",
  "prices",
  "customer_group_members",
] as const;

/** Rows are changed, and removed by a job once nobody asks for them any more. */
export const PRUNED_TABLES = ["account_links", "sessions", "outgoing_mails"] as const;
