import type { DomainErrorCode } from "../../core/errors";
import type { Explanation } from "./explanation";

/** Refusals of setting up devices, and of from where and when somebody asks. */
export const DEVICE_ERRORS = {
  enrolment_code_invalid: {
    status: 404,
    title: "Code not valid",
    detail: "This code is wrong, was used, or is too old; make a new one in the office.",
  },
  device_proof_required: {
    status: 401,
    title: "Device not proved",
    detail: "The request does not show that it comes from the device that was set up.",
  },
  address_not_allowed: {
    status: 403,
    title: "Address not allowed",
    detail: "This business may not be used from this network.",
  },
  outside_opening_hours: {
    status: 403,
    title: "Outside opening hours",
    detail: "This business may not be used at this hour.",
  },
  till_required: {
    status: 403,
    title: "Till required",
    detail: "This business sells, takes back and voids only at its tills; do it at one of them.",
  },
  address_range_invalid: {
    status: 422,
    title: "Not an address range",
    detail: 'A range is an address or a network, such as "203.0.113.0/24" or "2001:db8::/32".',
  },
  would_lock_out: {
    status: 422,
    title: "Would lock you out",
    detail: "The address that this comes from is in none of these ranges.",
  },
  badge_unknown: {
    status: 403,
    title: "Unknown badge",
    detail: "Nobody of this store has this badge.",
  },
} satisfies Partial<Record<DomainErrorCode, Explanation>>;
