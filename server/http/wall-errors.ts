import type { DomainErrorCode } from "../../core/errors";
import type { Explanation } from "./explanation";

/** Refusals of what nobody may do too often, or hand over at all. */
export const WALL_ERRORS = {
  rate_limited: {
    status: 429,
    title: "Too many requests",
    detail: "This was asked too often; try again when the time in Retry-After is over.",
  },
  card_number_refused: {
    status: 422,
    title: "Card number refused",
    detail: "This text holds the number of a payment card, which is never stored; take it out.",
  },
} satisfies Partial<Record<DomainErrorCode, Explanation>>;
