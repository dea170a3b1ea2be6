"use client";

import { useMessages } from "../../../messages/use-messages";

type Named = { readonly code: string; readonly name: string | null };

/** What a role is called: by its own name, or as the reader's language calls what the product brings. */
export function useRoleName(): (role: Named) => string {
  const { office } = useMessages();
  return ({ code, name }) => name ?? office.role[code] ?? code;
}
