import type { DomainErrorCode } from "../../core/errors";
import type { Explanation } from "./explanation";

/** Refusals about who somebody is. */
export const SIGN_IN_ERRORS = {
  password_wrong: { status: 403, title: "Wrong password", detail: "The password is wrong." },
  second_factor_required: {
    status: 401,
    title: "Second factor required",
    detail: "This account asks for a second factor; send a code of it as well.",
  },
  second_factor_setup_required: {
    status: 403,
    title: "Second factor not set up",
    detail: "The role of this account asks for a second factor, which has to be set up first.",
  },
  second_factor_wrong: {
    status: 403,
    title: "Wrong code",
    detail: "The code is wrong or was used before.",
  },
  second_factor_on: {
    status: 409,
    title: "Second factor on",
    detail: "This account has a second factor already.",
  },
  sign_in_expired: {
    status: 401,
    title: "Sign-in expired",
    detail: "Too much time has passed between the steps of this sign-in; begin again.",
  },
  identity_provider_invalid: {
    status: 422,
    title: "Identity provider not usable",
    detail: "No OpenID Connect issuer answers at this address as the standard says.",
  },
  external_sign_in_failed: {
    status: 401,
    title: "External sign-in failed",
    detail: "The identity provider did not confirm who this is.",
  },
  external_sign_in_unknown: {
    status: 403,
    title: "Nobody of that identity",
    detail: "No account here has the verified e-mail address of that identity.",
  },
} satisfies Partial<Record<DomainErrorCode, Explanation>>;
