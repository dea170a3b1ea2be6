import type { DomainErrorCode } from "../../core/errors";

/** Where a sign-in stands; `tenantCodes` are the businesses to choose from, if it is that. */
export type SignInOutcome =
  | { readonly kind: "new" }
  | {
      readonly kind: "refused";
      readonly code: DomainErrorCode | "unknown";
      readonly tenantCodes: readonly string[];
    };
