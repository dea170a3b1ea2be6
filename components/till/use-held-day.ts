"use client";

import type { HeldCartView } from "../../till/react/till-state";
import { useTillSelector } from "../../till/react/use-till";
import { useFormatLocale } from "../messages/use-messages";
import { storeOf } from "./till-place";
import { useNow } from "./use-now";

/** A calendar day as `YYYY-MM-DD` in the words of the locale, such as "5 Dec 2026". */
export function dayText(day: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** The last day of a quote or layaway, and whether it has passed at the store. */
export function useHeldDay(cart: Pick<HeldCartView, "expiresOn">) {
  const locale = useFormatLocale();
  const now = useNow(60_000);
  const timeZone = useTillSelector(({ till }) => storeOf(till)?.timezone ?? "UTC");
  const { expiresOn } = cart;
  if (expiresOn === null) {
    return { day: null, isExpired: false };
  }
  const today =
    now === null ? null : new Intl.DateTimeFormat("en-CA", { timeZone }).format(new Date(now));
  return { day: dayText(expiresOn, locale), isExpired: today !== null && today > expiresOn };
}
