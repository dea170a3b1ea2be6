import type { Explanation } from "./explanation";

/** Refusals about people and what they may do. */
export const PEOPLE_ERRORS = {
  role_in_use: {
    status: 409,
    title: "Role in use",
    detail: "Somebody still has this role.",
  },
  last_owner: {
    status: 409,
    title: "Last owner",
    detail: "A business keeps at least one owner who can sign in.",
  },
} as const satisfies Record<string, Explanation>;
