"use client";

import type { Minor } from "../../core/money/minor";
import type { QuantityMilli } from "../../core/quantity/quantity";
import type { Instant } from "../../core/time";
import type { TillState } from "../../till/react/till-state";
import { useTillSelector } from "../../till/react/use-till";
import { useFormatLocale, useMessages } from "../messages/use-messages";
import { formatMoney } from "../money/format-money";
import { formatQuantityText } from "../money/quantity-text";
import { storeOf } from "./till-place";

type TillMessages = ReturnType<typeof useMessages>["till"];

export type Figures = {
  readonly currency: string;
  money(amountMinor: Minor): string;
  /** Without cents when there are none, as people say it. */
  shortMoney(amountMinor: Minor): string;
  quantity(quantityMilli: QuantityMilli): string;
  count(value: number): string;
  /** Hours and minutes at the store. */
  time(at: Instant): string;
  timeWithSeconds(at: Instant): string;
  dayAndTime(at: Instant): string;
  age(ms: number): string;
};

function clock(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions) {
  return new Intl.DateTimeFormat(locale, { timeZone, hourCycle: "h23", ...options });
}

const HOUR_MINUTE = { hour: "2-digit", minute: "2-digit" } as const;

function ageText(ms: number, till: TillMessages): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) {
    return till.underMinute;
  }
  if (minutes < 60) {
    return till.minutes(minutes);
  }
  return minutes < 48 * 60
    ? till.hours(Math.floor(minutes / 60))
    : till.days(Math.floor(minutes / 1440));
}

type Place = { locale: string; timeZone: string; currency: string };

function makeFigures({ locale, timeZone, currency }: Place, till: TillMessages): Figures {
  const short = clock(locale, timeZone, HOUR_MINUTE);
  const long = clock(locale, timeZone, { ...HOUR_MINUTE, second: "2-digit" });
  const day = clock(locale, timeZone, { ...HOUR_MINUTE, day: "numeric", month: "short" });
  const counts = new Intl.NumberFormat(locale);
  return {
    currency,
    money: (amountMinor) => formatMoney(amountMinor, { currency, locale }),
    shortMoney: (amountMinor) => formatMoney(amountMinor, { currency, locale, cents: "if-any" }),
    quantity: (quantityMilli) => formatQuantityText(quantityMilli, locale),
    count: (value) => counts.format(value),
    time: (at) => short.format(at),
    timeWithSeconds: (at) => long.format(at),
    dayAndTime: (at) => day.format(at),
    age: (ms) => ageText(ms, till),
  };
}

const made = new Map<string, Figures>();

/** A hundred tiles share one set: formatters are dear to make and free to use. */
function figuresOf(place: Place, till: TillMessages): Figures {
  const key = [place.locale, place.timeZone, place.currency, till.appName].join("/");
  const known = made.get(key);
  if (known) {
    return known;
  }
  const figures = makeFigures(place, till);
  made.set(key, figures);
  return figures;
}

/** One plain value, so that a new sale does not look like a new store. */
function placeText({ till }: { till: TillState }): string {
  const store = storeOf(till);
  return store ? `${store.timezone} ${store.currency}` : "UTC KES";
}

/** Money, quantities and times of this store as text. */
export function useFigures(): Figures {
  const locale = useFormatLocale();
  const { till } = useMessages();
  const place = useTillSelector(placeText);
  const [timeZone = "UTC", currency = "KES"] = place.split(" ");
  return figuresOf({ locale, timeZone, currency }, till);
}
