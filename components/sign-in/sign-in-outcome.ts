import type { DomainErrorCode } from "../../core/errors";

/** Where a sign-in stands; `tenantCodes` are the businesses to choose from, if it is that. */
export type SignInOutcome =
  | { readonly kind: "new" }
  | {
      readonly kind: "refused";
      readonly code: DomainErrorCode | "unknown";
      readonly tenantCodes: readonly string[];
    }
  | {
      /** The first step is done; a code of the second factor comes with this ticket. */
      readonly kind: "second_factor";
      readonly ticket: string;
      /** Why the last code was refused. */
      readonly code: DomainErrorCode | null;
    };

export type SignInAction = (before: SignInOutcome, form: FormData) => Promise<SignInOutcome>;
