import { openingHoursSchema } from "../../../core/access/access-rules";
import { minor } from "../../../core/money/minor";
import { LANGUAGE_NAMES } from "../../messages/languages";
import type { Messages } from "../../messages/messages";
import { formatMoney } from "../../money/format-money";
import { formatPercent } from "../../money/percent-text";
import { formatCount, formatMoment } from "../format-office";
import { isPlain } from "./recorded-fields";

/** What turns codes and ids of a record into words. */
export type RecordFrame = {
  readonly messages: Pick<Messages, "office" | "officeAudit" | "settings">;
  readonly locale: string;
  readonly timezone: string;
  readonly currency: string;
  readonly storeNames: ReadonlyMap<string, string>;
  /** Of the business's own roles, by their codes. */
  readonly roleNames: ReadonlyMap<string, string>;
};

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const CODED = new Set(["kind", "method", "pin", "reason", "resolution", "state", "status"]);

/** What a part of a record is called; one that nobody has named keeps the name it was given. */
export function fieldWords(path: readonly string[], { messages }: RecordFrame): string {
  const { field } = messages.officeAudit.fields;
  // The name of a group says nothing that its part does not.
  const shown = path[0] === "limits" ? path.slice(1) : path;
  return shown.map((name) => field[camelCase(name)] ?? name).join(" \u00b7 ");
}

/** A value in words, a line for each thing it holds. */
export function valueWords(name: string, value: unknown, frame: RecordFrame): readonly string[] {
  const { fields } = frame.messages.officeAudit;
  const special = specialWords(name, value, frame);
  if (special !== null) return special;
  if (value === null || value === undefined || value === "") return [fields.none];
  if (Array.isArray(value)) {
    return value.length === 0
      ? [fields.none]
      : value.flatMap((item) => valueWords(singular(name), item, frame));
  }
  if (typeof value === "boolean") return [value ? fields.yes : fields.no];
  if (typeof value === "number") return [numberWords(name, value, frame)];
  if (typeof value === "string") return [textWords(name, value, frame)];
  return [JSON.stringify(value)];
}

/** Values that say something else than they seem to: nothing may mean everything. */
function specialWords(name: string, value: unknown, frame: RecordFrame): readonly string[] | null {
  const { officeAudit, settings } = frame.messages;
  const { fields } = officeAudit;
  if (name === "openingHours") return hoursWords(value, frame);
  if (value !== null) return null;
  if (name === "storeIds") return [settings.people.allStores];
  if (name === "language") return [fields.businessLanguage];
  return name.endsWith("Minor") ? [fields.anyAmount] : null;
}

function numberWords(name: string, value: number, { locale, currency }: RecordFrame): string {
  if (name.endsWith("Ppm")) return formatPercent(value, locale);
  if (name.endsWith("Minor")) {
    return `${currency} ${formatMoney(minor(value), { currency, locale })}`;
  }
  return formatCount(value, locale);
}

function textWords(name: string, value: string, frame: RecordFrame): string {
  const { messages, locale, timezone, storeNames, roleNames } = frame;
  const { office, officeAudit, settings } = messages;
  if (MOMENT.test(value)) return formatMoment(value, timezone, locale);
  switch (name) {
    case "permission":
    case "scope":
      return (settings.roles.sentences as Record<string, string>)[value] ?? value;
    case "storeId":
      return storeNames.get(value) ?? officeAudit.fields.otherStore;
    case "role":
    case "twoFactorRole":
      return roleNames.get(value) ?? office.role[value] ?? value;
    case "language":
      return (LANGUAGE_NAMES as Record<string, string>)[value] ?? value;
    default:
      return CODED.has(name) ? (officeAudit.fields.value[value] ?? value) : value;
  }
}

function hoursWords(value: unknown, { messages }: RecordFrame): readonly string[] {
  const { fields } = messages.officeAudit;
  if (value === null) return [fields.anyHour];
  const read = openingHoursSchema.safeParse(value);
  if (!read.success) return [JSON.stringify(value)];
  const { timezone, days } = read.data;
  const names = messages.settings.access.days;
  return [
    ...days.map((span, at) => {
      const day = names[at] ?? "";
      if (span === null) return fields.closedOn(day);
      return fields.hours(day, clockOf(span.opensAt), clockOf(span.closesAt));
    }),
    timezone,
  ];
}

/** A record as it stands in the trail, for who wants every sign of it. */
export function recordText(record: unknown): string | null {
  const isEmpty = !isPlain(record) || Object.keys(record).length === 0;
  return isEmpty ? null : JSON.stringify(record, null, 2);
}

function clockOf(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function singular(name: string): string {
  return name.replace(/s$/, "");
}

/** Columns of the database name some parts: "coupon_code" is "couponCode". */
function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
