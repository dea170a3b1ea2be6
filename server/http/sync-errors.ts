import type { DomainErrorCode } from "../../core/errors";
import type { Explanation } from "./explanation";

/** Refusals about terminals, their events and their receipts. */
export const SYNC_ERRORS = {
  event_not_found: {
    status: 404,
    title: "Event not found",
    detail: "No such event of this terminal is here.",
  },
  event_not_aside: {
    status: 409,
    title: "Event not set aside",
    detail: "The event has been booked or dealt with already.",
  },
  gap_not_found: {
    status: 409,
    title: "No such gap",
    detail: "These events have arrived, or the gap is closed already.",
  },
  receipt_code_invalid: {
    status: 422,
    title: "Receipt code not valid",
    detail: "This is not the code of a receipt that a till of this business signed.",
  },
  return_till_limit: {
    status: 422,
    title: "Return limit of the till",
    detail:
      "This till has given back as much as it may today for sales of other tills without the network.",
  },
  unsent_events: {
    status: 409,
    title: "Unsent events",
    detail: "What this till has not sent must be saved to a file before it is set up anew.",
  },
  terminal_revoked: {
    status: 403,
    title: "Terminal revoked",
    detail: "This device may no longer be used as a register.",
  },
} satisfies Partial<Record<DomainErrorCode, Explanation>>;
