/**
 * Every refusal the rules can give. Closed on purpose: each code has a status and a sentence in
 * exactly one map per surface, and a missing one does not compile.
 */
export const DOMAIN_ERROR_CODES = [
  "malformed_request",
  "validation_failed",
  "unauthenticated",
  "invalid_credentials",
  "tenant_choice_required",
  "permission_denied",
  "step_up_required",
  "not_found",
  "store_not_found",
  "product_not_found",
  "sale_not_found",
  "customer_not_found",
  "register_not_found",
  "register_in_use",
  "terminal_not_active",
  "terminal_mismatch",
  "lease_conflict",
  "shift_already_open",
  "shift_not_open",
  "cart_empty",
  "quantity_not_positive",
  "quantity_not_whole",
  "invalid_quantity",
  "price_not_valid",
  "invalid_money",
  "invalid_rate",
  "currency_mismatch",
  "unknown_currency",
  "discount_exceeds_amount",
  "payment_below_total",
  "payment_above_total",
  "payment_method_unknown",
  "barcode_unknown",
  "barcode_invalid",
  "idempotency_key_required",
  "idempotency_conflict",
  "stale_version",
  "payload_too_large",
  "page_cursor_invalid",
  "sync_token_expired",
  "too_many_waiting",
  "event_hash_mismatch",
  "event_chain_broken",
  "event_schema_invalid",
  "event_type_unknown",
  "event_totals_mismatch",
  "event_conflicts_with_ledger",
  "code_taken",
  "device_not_enrolled",
  "server_unreachable",
  "pin_wrong",
  "pin_locked",
  "cart_not_empty",
  "sale_already_recorded",
  "storage_failed",
  "approval_required",
  "reason_required",
  "coupon_unknown",
  "coupon_expired",
  "coupon_not_yet_valid",
  "coupon_used_up",
  "coupon_not_for_customer",
  "coupon_without_effect",
  "currency_rate_missing",
  "barcode_check_digit",
  "return_exceeds_sold",
  "return_above_limit",
  "receipt_not_found",
  "receipt_unreachable",
  "sale_voided",
  "sale_not_voidable",
  "held_cart_taken",
  "held_cart_not_found",
  "quote_expired",
  "deposit_not_valid",
  "layaway_closed",
  "tip_not_valid",
  "not_in_training",
  "cart_has_payments",
  "event_not_found",
  "event_not_aside",
  "gap_not_found",
  "receipt_code_invalid",
  "return_till_limit",
  "unsent_events",
  "terminal_revoked",
  "enrolment_code_invalid",
  "device_proof_required",
  "address_not_allowed",
  "role_in_use",
  "last_owner",
  "outside_opening_hours",
  "address_range_invalid",
  "would_lock_out",
  "badge_unknown",
  "rate_limited",
  "card_number_refused",
  "password_wrong",
  "second_factor_required",
  "second_factor_setup_required",
  "second_factor_wrong",
  "second_factor_on",
  "sign_in_expired",
  "identity_provider_invalid",
  "external_sign_in_failed",
  "external_sign_in_unknown",
] as const;

export type DomainErrorCode = (typeof DOMAIN_ERROR_CODES)[number];

/** Values a sentence may need; never secrets, never another tenant's data. */
export type DomainErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** A refusal by a rule: expected, explainable, nothing was written. Bugs throw AssertionError. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly details: DomainErrorDetails;
  constructor(code: DomainErrorCode, details: DomainErrorDetails = {}) {
    super(code);
    this.name = "DomainError";
    this.code = code;
    this.details = details;
  }
}

export function isDomainError(error: unknown): error is DomainError {
  return error instanceof Error && error.name === "DomainError" && "code" in error;
}
