import { z } from "zod";
import { PIN_DIGITS_MAX, PIN_DIGITS_MIN, pinDigitsMin } from "../../core/access/pin-rule";
import type { Access } from "../../core/access/roles";
import { DomainError } from "../../core/errors";

export const pinSchema = z.string().regex(new RegExp(`^\\d{${PIN_DIGITS_MIN},${PIN_DIGITS_MAX}}$`));

/**
 * Refuse a PIN that is too short for what its holder may do.
 *
 * @throws DomainError validation_failed
 */
export function requirePinDigits(pin: string | undefined, access: Access): void {
  const digits = pinDigitsMin(access.permissions);
  if (pin !== undefined && pin.length < digits) {
    throw new DomainError("validation_failed", { path: "pin", digits });
  }
}
