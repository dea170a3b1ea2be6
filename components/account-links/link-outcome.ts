import type { DomainErrorCode } from "../../core/errors";

/** Where a form behind a link stands. */
export type LinkOutcome =
  | { readonly kind: "new" }
  | { readonly kind: "done" }
  | { readonly kind: "refused"; readonly code: DomainErrorCode | "unknown" };

export type LinkAction = (before: LinkOutcome, form: FormData) => Promise<LinkOutcome>;
