import type { DomainErrorCode } from "../../core/errors";
import type { Explanation } from "./explanation";

/** Refusals of links that are mailed, and of new passwords. */
export const ACCOUNT_ERRORS = {
  password_too_short: {
    status: 422,
    title: "Password too short",
    detail: "A password needs at least 10 characters.",
  },
  password_too_common: {
    status: 422,
    title: "Password too common",
    detail: "This password is among those that are guessed first.",
  },
  password_too_personal: {
    status: 422,
    title: "Password too personal",
    detail: "This password is made of the names or the e-mail address of its account.",
  },
  link_unknown: { status: 404, title: "Unknown link", detail: "There is no such link." },
  link_used: { status: 410, title: "Link used", detail: "This link has been used already." },
  link_expired: { status: 410, title: "Link expired", detail: "This link is too old." },
  link_revoked: {
    status: 410,
    title: "Link replaced",
    detail: "This link was replaced by a newer one or withdrawn.",
  },
} satisfies Partial<Record<DomainErrorCode, Explanation>>;
