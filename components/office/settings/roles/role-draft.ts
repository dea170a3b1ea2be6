import type { RoleLimits } from "../../../../core/access/limits";
import type { Permission } from "../../../../core/access/permissions";
import { formatMajor } from "../../../../core/money/currency";
import { minor } from "../../../../core/money/minor";
import { formatQuantity, parseQuantity, quantityMilli } from "../../../../core/quantity/quantity";
import { readAmount } from "../../../money/read-amount";
import type { Role } from "../../office-outputs";

const PPM_MAX = 1_000_000;
/** Thousandths of a percent, as a typed decimal is read, in parts per million. */
const PPM_PER_THOUSANDTH = 10;

export type LimitKey = keyof RoleLimits;

/** A role as somebody is changing it; limits are what stands in the fields. */
export type RoleDraft = {
  readonly name: string | null;
  readonly permissions: ReadonlySet<Permission>;
  readonly limitTexts: Readonly<Record<LimitKey, string>>;
};

export type MoneyFormat = { readonly currency: string; readonly locale: string };

export const PERCENT_LIMITS = ["discountPpm", "priceOverridePpm"] as const;
export const AMOUNT_LIMITS = ["refundWithoutReceiptMinor", "payOutMinor"] as const;

export function draftOf({ name, permissions, limits }: Role, currency: string): RoleDraft {
  const amountText = (amountMinor: number | null) =>
    amountMinor === null ? "" : formatMajor(minor(amountMinor), currency);
  return {
    name,
    permissions: new Set(permissions),
    limitTexts: {
      discountPpm: percentText(limits.discountPpm),
      priceOverridePpm: percentText(limits.priceOverridePpm),
      refundWithoutReceiptMinor: amountText(limits.refundWithoutReceiptMinor),
      payOutMinor: amountText(limits.payOutMinor),
    },
  };
}

/** The limits that the fields say; null while one cannot be read. An empty amount is any amount. */
export function limitsOfDraft(
  { limitTexts }: RoleDraft,
  { currency, locale }: MoneyFormat,
): RoleLimits | null {
  const discountPpm = readPercentPpm(limitTexts.discountPpm);
  const priceOverridePpm = readPercentPpm(limitTexts.priceOverridePpm);
  const readLimit = (text: string): number | null | undefined => {
    if (text.trim() === "") return null;
    const read = readAmount(text, currency, locale);
    return read.ok && read.amountMinor >= 0 ? read.amountMinor : undefined;
  };
  const refundWithoutReceiptMinor = readLimit(limitTexts.refundWithoutReceiptMinor);
  const payOutMinor = readLimit(limitTexts.payOutMinor);
  if (discountPpm === null || priceOverridePpm === null) return null;
  if (refundWithoutReceiptMinor === undefined || payOutMinor === undefined) return null;
  return { discountPpm, priceOverridePpm, refundWithoutReceiptMinor, payOutMinor };
}

/** Whether a draft says something else than the role. */
export function isDraftChanged(draft: RoleDraft, role: Role, format: MoneyFormat): boolean {
  const { permissions, limits, name } = role;
  const isSame =
    draft.name === name &&
    draft.permissions.size === permissions.length &&
    permissions.every((permission) => draft.permissions.has(permission));
  const drafted = limitsOfDraft(draft, format);
  const keys: readonly LimitKey[] = [...PERCENT_LIMITS, ...AMOUNT_LIMITS];
  return !isSame || drafted === null || keys.some((key) => drafted[key] !== limits[key]);
}

export function withPermission(
  draft: RoleDraft,
  permission: Permission,
  isGiven: boolean,
): RoleDraft {
  const permissions = new Set(draft.permissions);
  if (isGiven) permissions.add(permission);
  else permissions.delete(permission);
  return { ...draft, permissions };
}

/** A percentage as typed, in parts per million; null for none and for more than the whole. */
export function readPercentPpm(text: string): number | null {
  const thousandths = parseQuantity(text.trim().replace(",", "."));
  if (thousandths === null || thousandths < 0) return null;
  const ratePpm = thousandths * PPM_PER_THOUSANDTH;
  return ratePpm <= PPM_MAX ? ratePpm : null;
}

function percentText(ratePpm: number): string {
  return formatQuantity(quantityMilli(Math.trunc(ratePpm / PPM_PER_THOUSANDTH)));
}
