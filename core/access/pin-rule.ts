import { type Permission, permissionsOf } from "./permissions";

export const PIN_DIGITS_MIN = 4;
/** Whoever may give money back is worth more guesses. */
export const PIN_DIGITS_MIN_REFUND = 6;
export const PIN_DIGITS_MAX = 10;

/** What takes a PIN of `PIN_DIGITS_MIN_REFUND` digits. */
const BY_LONG_PINS: ReadonlySet<string> = new Set<Permission>([
  "sale.refund",
  "sale.refund_without_receipt",
]);

/** How many digits a PIN has at least for what its holder may do. */
export function pinDigitsMin(permissions: readonly string[]): number {
  return permissions.includes("sale.refund") ? PIN_DIGITS_MIN_REFUND : PIN_DIGITS_MIN;
}

/** A PIN as far as the office knows it. */
export type KnownPin = {
  readonly role: string;
  /** Null for one that was set before lengths were kept: as many as its role then asked for. */
  readonly digits: number | null;
};

/** Whether a PIN has as many digits as its holder's permissions ask for today [PE5]. */
export function isPinLongEnough(pin: KnownPin, permissions: readonly string[]): boolean {
  return digitsOf(pin) >= pinDigitsMin(permissions);
}

/** What a till lets somebody do by their PIN: with one that is too short no money goes back [PE5]. */
export function permissionsByPin<Name extends string>(
  pin: KnownPin,
  permissions: readonly Name[],
): readonly Name[] {
  if (isPinLongEnough(pin, permissions)) return permissions;
  return permissions.filter((permission) => !BY_LONG_PINS.has(permission));
}

function digitsOf({ role, digits }: KnownPin): number {
  return digits ?? pinDigitsMin(permissionsOf(role));
}
