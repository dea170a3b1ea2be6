import { z } from "zod";
import type { Access } from "../../core/access/roles";
import { DomainError } from "../../core/errors";

const PIN_DIGITS_MIN = 4;
/** Whoever may give money back is worth more guesses. */
const PIN_DIGITS_MIN_REFUND = 6;

export const pinSchema = z.string().regex(new RegExp(`^\\d{${PIN_DIGITS_MIN},10}$`));

/** How many digits a PIN has at least for what its holder may do. */
export function pinDigitsMin(access: Access): number {
  const mayRefund = access.permissions.includes("sale.refund");
  return mayRefund ? PIN_DIGITS_MIN_REFUND : PIN_DIGITS_MIN;
}

/**
 * Refuse a PIN that is too short for what its holder may do.
 *
 * @throws DomainError validation_failed
 */
export function requirePinDigits(pin: string | undefined, access: Access): void {
  const digits = pinDigitsMin(access);
  if (pin !== undefined && pin.length < digits) {
    throw new DomainError("validation_failed", { path: "pin", digits });
  }
}
