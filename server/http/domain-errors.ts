import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import type { DomainErrorCode } from "../../core/errors";
import { ACCOUNT_ERRORS } from "./account-errors";
import { DEVICE_ERRORS } from "./device-errors";
import type { Explanation, Status } from "./explanation";
import { PEOPLE_ERRORS } from "./people-errors";
import { SIGN_IN_ERRORS } from "./sign-in-errors";
import { SYNC_ERRORS } from "./sync-errors";
import { TILL_ERRORS } from "./till-errors";
import { WALL_ERRORS } from "./wall-errors";

/** What each refusal is called over HTTP: status, a title of its kind, and one plain sentence. */
export const DOMAIN_ERRORS = {
  malformed_request: {
    status: 400,
    title: "Malformed request",
    detail: "The request could not be read.",
  },
  validation_failed: {
    status: 400,
    title: "Invalid request",
    detail: "The request has fields that do not fit.",
  },
  unauthenticated: {
    status: 401,
    title: "Not signed in",
    detail: "The request carries no valid credentials.",
  },
  invalid_credentials: {
    status: 401,
    title: "Wrong credentials",
    detail: "E-mail or password is wrong.",
  },
  tenant_choice_required: {
    status: 409,
    title: "Several businesses",
    detail: "This sign-in fits several businesses; name one with tenantCode.",
  },
  permission_denied: {
    status: 403,
    title: "Not permitted",
    detail: "This account may not do this.",
  },
  step_up_required: {
    status: 403,
    title: "Show who you are",
    detail: "This asks for a fresh proof of who you are; sign in again or give your password.",
  },
  not_found: { status: 404, title: "Not found", detail: "There is nothing here." },
  store_not_found: { status: 404, title: "Unknown store", detail: "This store does not exist." },
  product_not_found: {
    status: 404,
    title: "Unknown product",
    detail: "This product does not exist.",
  },
  customer_not_found: {
    status: 404,
    title: "Unknown customer",
    detail: "This customer does not exist.",
  },
  sale_not_found: {
    status: 404,
    title: "Unknown transaction",
    detail: "This transaction does not exist.",
  },
  register_not_found: {
    status: 404,
    title: "Unknown register",
    detail: "This register does not exist.",
  },
  register_in_use: {
    status: 409,
    title: "Register in use",
    detail: "Another device is set up as this register.",
  },
  terminal_not_active: {
    status: 403,
    title: "Terminal not active",
    detail: "This device is no longer a register of the store.",
  },
  terminal_mismatch: {
    status: 403,
    title: "Another terminal",
    detail: "The events belong to another terminal than the one that sends them.",
  },
  lease_conflict: {
    status: 409,
    title: "Lease conflict",
    detail: "Another copy of this terminal has been in contact since.",
  },
  shift_already_open: {
    status: 409,
    title: "Shift already open",
    detail: "A shift is open on this register.",
  },
  shift_not_open: { status: 409, title: "No open shift", detail: "No shift is open." },
  cart_empty: { status: 422, title: "Nothing to sell", detail: "A sale needs at least one line." },
  quantity_not_positive: {
    status: 422,
    title: "Quantity not positive",
    detail: "A quantity must be more than 0.",
  },
  quantity_not_whole: {
    status: 422,
    title: "Quantity not whole",
    detail: "This product is sold in whole pieces only.",
  },
  invalid_quantity: {
    status: 422,
    title: "Invalid quantity",
    detail: 'A quantity is a decimal with at most three decimals, such as "0.625".',
  },
  price_not_valid: {
    status: 422,
    title: "No valid price",
    detail: "The product has no price here; send unitPriceMinor.",
  },
  invalid_money: {
    status: 422,
    title: "Invalid amount",
    detail: "An amount is a whole number of minor units.",
  },
  invalid_rate: {
    status: 422,
    title: "Invalid rate",
    detail: 'A rate is a percentage such as "16".',
  },
  currency_mismatch: {
    status: 422,
    title: "Different currencies",
    detail: "The amounts are in different currencies.",
  },
  unknown_currency: {
    status: 422,
    title: "Unknown currency",
    detail: "This currency is not known.",
  },
  discount_exceeds_amount: {
    status: 422,
    title: "Discount too large",
    detail: "A discount is larger than what it is taken from.",
  },
  payment_below_total: {
    status: 422,
    title: "Payment below total",
    detail: "The payments are less than the total.",
  },
  payment_above_total: {
    status: 422,
    title: "Payment above total",
    detail: "The payments are more than the total, and only cash gives change.",
  },
  payment_method_unknown: {
    status: 422,
    title: "Unknown payment method",
    detail: "This way of paying is not known.",
  },
  barcode_unknown: {
    status: 404,
    title: "Unknown barcode",
    detail: "No product has this barcode.",
  },
  barcode_invalid: {
    status: 422,
    title: "Invalid barcode",
    detail: "This barcode is not valid.",
  },
  idempotency_key_required: {
    status: 400,
    title: "Idempotency key required",
    detail: "The request needs an Idempotency-Key header of 1 to 255 characters.",
  },
  idempotency_conflict: {
    status: 409,
    title: "Key used for another request",
    detail: "This key or id has been used for a different request.",
  },
  stale_version: {
    status: 412,
    title: "Stale version",
    detail: "It has been changed since the version that was named.",
  },
  payload_too_large: {
    status: 413,
    title: "Too large",
    detail: "The request is larger than this server takes at once.",
  },
  page_cursor_invalid: {
    status: 400,
    title: "Invalid cursor",
    detail: "The cursor is not one of this list; begin without one.",
  },
  sync_token_expired: {
    status: 410,
    title: "Token expired",
    detail: "This token cannot be continued; begin without one.",
  },
  too_many_waiting: {
    status: 429,
    title: "Too many events waiting",
    detail: "Too many events wait behind a missing one; send that first.",
  },
  event_hash_mismatch: {
    status: 422,
    title: "Hash mismatch",
    detail: "The hash of the event is not the hash of its content.",
  },
  event_chain_broken: {
    status: 422,
    title: "Chain broken",
    detail: "The event does not follow the one before it.",
  },
  event_schema_invalid: {
    status: 422,
    title: "Invalid event",
    detail: "The event does not have the form of its type.",
  },
  event_type_unknown: {
    status: 422,
    title: "Unknown event type",
    detail: "This server does not know the type of the event.",
  },
  event_totals_mismatch: {
    status: 422,
    title: "Totals do not add up",
    detail: "The totals of the sale are not those of its lines.",
  },
  event_conflicts_with_ledger: {
    status: 422,
    title: "Event conflicts with the ledger",
    detail: "The ledger has another record in the place of this event.",
  },
  code_taken: { status: 409, title: "Code taken", detail: "Another entry has this code." },
  device_not_enrolled: {
    status: 403,
    title: "Device not enrolled",
    detail: "This device is not set up as a register.",
  },
  server_unreachable: {
    status: 503,
    title: "Not reachable",
    detail: "The server cannot be reached.",
  },
  pin_wrong: { status: 403, title: "Wrong PIN", detail: "The PIN is wrong." },
  pin_locked: {
    status: 429,
    title: "PIN locked",
    detail: "There were too many wrong PINs; wait before the next one.",
  },
  cart_not_empty: { status: 409, title: "Cart not empty", detail: "The cart still has items." },
  sale_already_recorded: {
    status: 409,
    title: "Sale already recorded",
    detail: "This sale is recorded already.",
  },
  storage_failed: {
    status: 503,
    title: "Storage failed",
    detail: "The sale could not be stored.",
  },
  ...ACCOUNT_ERRORS,
  ...DEVICE_ERRORS,
  ...PEOPLE_ERRORS,
  ...SIGN_IN_ERRORS,
  ...SYNC_ERRORS,
  ...TILL_ERRORS,
  ...WALL_ERRORS,
} satisfies Record<DomainErrorCode, Explanation>;

/** tRPC's word for a status. */
export const TRPC_CODES: Record<Status, TRPC_ERROR_CODE_KEY> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  409: "CONFLICT",
  410: "NOT_FOUND",
  412: "PRECONDITION_FAILED",
  413: "PAYLOAD_TOO_LARGE",
  422: "UNPROCESSABLE_CONTENT",
  429: "TOO_MANY_REQUESTS",
  503: "SERVICE_UNAVAILABLE",
};
