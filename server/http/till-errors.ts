import type { DomainErrorCode } from "../../core/errors";
import type { Explanation } from "./explanation";

/** Refusals of approvals, coupons, returns, carts put aside and deposits. */
export const TILL_ERRORS = {
  approval_required: {
    status: 403,
    title: "Approval required",
    detail:
      "This is above what this person may do alone; someone with the permission must approve it.",
  },
  reason_required: {
    status: 422,
    title: "Reason required",
    detail: "This needs a reason.",
  },
  coupon_unknown: {
    status: 422,
    title: "Unknown coupon",
    detail: "No promotion has this coupon code.",
  },
  coupon_expired: {
    status: 422,
    title: "Coupon expired",
    detail: "This coupon is no longer valid.",
  },
  coupon_not_yet_valid: {
    status: 422,
    title: "Coupon not yet valid",
    detail: "This coupon is not valid yet.",
  },
  coupon_used_up: {
    status: 422,
    title: "Coupon used up",
    detail: "This coupon has been used as often as it may be.",
  },
  coupon_not_for_customer: {
    status: 422,
    title: "Coupon for other customers",
    detail: "This coupon is for another group of customers.",
  },
  coupon_without_effect: {
    status: 422,
    title: "Coupon without effect",
    detail: "Nothing in this sale is reduced by this coupon.",
  },
  currency_rate_missing: {
    status: 422,
    title: "No exchange rate",
    detail: "There is no exchange rate for this currency.",
  },
  barcode_check_digit: {
    status: 422,
    title: "Wrong check digit",
    detail: "The barcode's check digit is wrong: it was misread or mistyped.",
  },
  return_exceeds_sold: {
    status: 422,
    title: "More than was sold",
    detail: "More would come back than is left of what was sold.",
  },
  return_above_limit: {
    status: 422,
    title: "Return above the limit",
    detail: "This return is above the limit for returns without a receipt.",
  },
  receipt_not_found: {
    status: 404,
    title: "Unknown receipt",
    detail: "No sale has this receipt number.",
  },
  receipt_unreachable: {
    status: 503,
    title: "Receipt out of reach",
    detail: "This receipt is of another till and there is no connection to look it up.",
  },
  sale_voided: {
    status: 409,
    title: "Sale voided",
    detail: "This sale has been voided.",
  },
  sale_not_voidable: {
    status: 409,
    title: "Sale cannot be voided",
    detail:
      "Only a whole sale of an open shift, with nothing returned yet, can be voided; return the goods instead.",
  },
  held_cart_taken: {
    status: 409,
    title: "Taken by another till",
    detail: "Another till has taken this cart.",
  },
  held_cart_not_found: {
    status: 404,
    title: "Unknown cart",
    detail: "This parked cart does not exist any more.",
  },
  quote_expired: {
    status: 422,
    title: "Quote expired",
    detail: "The prices of this quote are no longer valid.",
  },
  deposit_not_valid: {
    status: 422,
    title: "Deposit not valid",
    detail: "A deposit must be more than nothing and at most what is left to pay.",
  },
  layaway_closed: {
    status: 409,
    title: "Layaway closed",
    detail: "This layaway has been paid or cancelled.",
  },
  tip_not_valid: {
    status: 422,
    title: "Tip not valid",
    detail: "A tip cannot be negative or belong to a return.",
  },
  not_in_training: {
    status: 409,
    title: "Not in training",
    detail: "This is not done in training.",
  },
  cart_has_payments: {
    status: 409,
    title: "Cart has payments",
    detail: "Money was taken for this cart.",
  },
} satisfies Partial<Record<DomainErrorCode, Explanation>>;
