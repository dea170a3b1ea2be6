"use client";

import type { DomainErrorCode } from "../../../core/errors";
import { useMessages } from "../../messages/use-messages";

type Refused = { readonly data?: { readonly domainCode?: DomainErrorCode | null } | null };

/** The sentence for a call that did not succeed. */
export function useRefusal(): (error: unknown) => string {
  const { errors } = useMessages();
  return (error) => {
    const { data } = error as Refused;
    if (data === undefined || data === null) return errors.offline;
    return data.domainCode ? errors[data.domainCode] : errors.unknown;
  };
}
