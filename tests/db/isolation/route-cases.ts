import { randomBytes } from "node:crypto";
import { heldCartOf, type Place } from "./fill-tenant";

export type RestRequest = {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The fields of a route whose body is a form. */
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
};

/** How the walk calls one route; the request names things of the place that it is given. */
export type RouteCase = {
  readonly request: (place: Place) => RestRequest;
  /** The request about another's things, where one's own names something new. */
  readonly foreign?: (theirs: Place, mine: Place) => RestRequest;
  /** It concerns the whole business: who works in some of its stores is refused. */
  readonly isForEverywhere?: true;
};

/** A key that has the form of no id, so that the walk leaves it alone. */
const freshKey = () => ({ "idempotency-key": randomBytes(12).toString("base64url") });

/** Every route has its line here; the walk fails for one that has none. */
export const ROUTE_CASES: Readonly<Record<string, RouteCase>> = {
  "POST /auth/token": {
    request: (mine) => signIn(mine, mine),
    foreign: signIn,
  },
  "POST /auth/refresh": {
    request: ({ nextRefreshToken }) => ({
      path: "/auth/refresh",
      body: { refreshToken: nextRefreshToken() },
    }),
  },
  "POST /auth/revoke": {
    request: ({ nextRefreshToken }) => ({
      path: "/auth/revoke",
      body: { refreshToken: nextRefreshToken() },
    }),
  },
  "POST /oauth/token": {
    request: ({ program }) => ({
      path: "/oauth/token",
      form: {
        grant_type: "client_credentials",
        client_id: program.clientId,
        client_secret: program.clientSecret,
      },
    }),
  },
  "GET /stores": { request: () => ({ path: "/stores" }) },
  "GET /products": {
    request: ({ storeId, categoryId, sku, barcode }) => ({
      path: "/products",
      query: { storeId, categoryId, sku, barcode },
    }),
  },
  "GET /products/{sku}": { request: ({ sku }) => ({ path: `/products/${sku}` }) },
  "POST /transactions": {
    request: (mine) => sell(mine, mine.tenant.runtime.newId()),
    // An id is one sale's in all stores of a tenant, so only another tenant's may be used again.
    foreign: (theirs, mine) =>
      sell(theirs, theirs.tenant === mine.tenant ? mine.tenant.runtime.newId() : theirs.refundId),
  },
  "GET /transactions": {
    request: ({ storeId }) => ({ path: "/transactions", query: { storeId, limit: "1" } }),
  },
  "GET /transactions/{id}": { request: ({ saleId }) => ({ path: `/transactions/${saleId}` }) },
  "PUT /transactions/{id}/status": {
    request: ({ freshSaleId }) => ({
      path: `/transactions/${freshSaleId}/status`,
      headers: freshKey(),
      body: { status: "completed" },
    }),
  },
  "GET /transactions/{id}/receipt": receipt(""),
  "GET /transactions/{id}/receipt.txt": receipt(".txt"),
  "GET /transactions/{id}/receipt.escpos": receipt(".escpos"),
  "GET /transactions/{id}/receipt.pdf": receipt(".pdf"),
  "POST /sync/enrol": {
    request: ({ storeId, freeRegisterId }) => ({
      path: "/sync/enrol",
      body: { storeId, registerId: freeRegisterId, deviceName: "walk", replaceActive: true },
    }),
  },
  "POST /sync/enrol-by-code": {
    // The same device may ask again while it has not been in contact.
    request: ({ enrolment, terminal }) => ({
      path: "/sync/enrol-by-code",
      body: {
        ...enrolment,
        deviceName: "walk",
        wipedTerminalId: terminal.certificate.terminalId,
      },
    }),
  },
  "POST /sync/events": {
    request: ({ device }) => ({
      path: "/sync/events",
      body: {
        pushId: device.pushId,
        terminalId: device.certificate.terminalId,
        leaseToken: device.leaseToken,
        headSequence: 0,
        headHash: "0".repeat(64),
        events: [],
      },
    }),
  },
  "GET /sync/changes": {
    request: () => ({ path: "/sync/changes", query: { limit: "5", version: "2" } }),
  },
  "GET /sync/watch": { request: () => ({ path: "/sync/watch", query: { seconds: "0" } }) },
  "GET /sync/receipts/{receiptNumber}": {
    request: ({ receiptNumber }) => ({ path: `/sync/receipts/${receiptNumber}` }),
  },
  "PUT /sync/held-carts/{id}": {
    request: ({ heldCartId }) => hold(heldCartId),
    // A new cart names itself; an id is one cart's in all stores of a tenant.
    foreign: (theirs, mine) =>
      hold(theirs.tenant === mine.tenant ? mine.tenant.runtime.newId() : theirs.refundId),
  },
  "POST /sync/held-carts/{id}/take": {
    request: ({ heldCartId }) => ({
      path: `/sync/held-carts/${heldCartId}/take`,
      body: { version: 1 },
    }),
  },
  "DELETE /sync/held-carts/{id}": {
    request: ({ heldCartId }) => ({ path: `/sync/held-carts/${heldCartId}` }),
  },
  "GET /audit-entries": {
    request: ({ tenant }) => ({
      path: "/audit-entries",
      query: { ...enrolmentsBy(tenant), limit: "5" },
    }),
    isForEverywhere: true,
  },
  "GET /audit-entries/export": {
    request: ({ tenant }) => ({
      path: "/audit-entries/export",
      query: enrolmentsBy(tenant),
    }),
    isForEverywhere: true,
  },
  "GET /openapi.json": { request: () => ({ path: "/openapi.json" }) },
};

/** Other acts of this walk name new things by ids that another tenant has: its own trail says so. */
function enrolmentsBy({ users }: Place["tenant"]) {
  return { actorId: users.owner.id, action: "terminal.enrol" };
}

function signIn(theirs: Place, { tenant }: Place): RestRequest {
  const { email } = tenant.users.owner;
  const { password } = tenant;
  return { path: "/auth/token", body: { tenantCode: theirs.code, email, password } };
}

function sell(place: Place, id: string): RestRequest {
  const { storeId, customerId, productId, sku, barcode } = place;
  const lines = [{ productId }, { sku }, { barcode }].map((one) => ({ ...one, quantity: "1" }));
  const body = {
    id,
    storeId,
    customerId,
    lines,
    payments: [{ method: "cash", amountMinor: 34_800 }],
  };
  return { path: "/transactions", headers: freshKey(), body };
}

function hold(id: string): RestRequest {
  const { customerId: _, ...cart } = heldCartOf({ goods: { customerId: "" }, marker: "walk" });
  return { path: `/sync/held-carts/${id}`, body: { ...cart, customerId: null } };
}

function receipt(extension: string): RouteCase {
  return { request: ({ saleId }) => ({ path: `/transactions/${saleId}/receipt${extension}` }) };
}
