import { AUDIT_ROUTES } from "./audit-routes";
import { AUTH_ROUTES } from "./auth-routes";
import { OAUTH_ROUTES } from "./oauth-routes";
import { openapiRoute } from "./openapi-route";
import { RECEIPT_ROUTES } from "./receipt-routes";
import type { Route } from "./route";
import { SHOP_ROUTES } from "./shop-routes";
import { SYNC_ROUTES } from "./sync-routes";
import { TRANSACTION_ROUTES } from "./transaction-routes";

/** The whole REST API. What is not in this table does not exist. */
export const REST_ROUTES: readonly Route[] = [
  ...AUTH_ROUTES,
  ...OAUTH_ROUTES,
  ...SHOP_ROUTES,
  ...TRANSACTION_ROUTES,
  ...RECEIPT_ROUTES,
  ...SYNC_ROUTES,
  ...AUDIT_ROUTES,
  openapiRoute(() => REST_ROUTES),
];
