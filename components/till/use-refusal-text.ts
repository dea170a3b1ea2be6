"use client";

import type { Refusal } from "../../till/react/till-state";
import { useMessages } from "../messages/use-messages";

/** The sentence of a refusal; null while there is none. */
export function useRefusalText(refusal: Refusal | null): string | null {
  const { errors } = useMessages();
  return refusal ? (errors[refusal.code] ?? errors.unknown) : null;
}
