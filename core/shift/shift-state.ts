import { DomainError } from "../errors";

/**
 * A drawer has one shift at a time: refuse to open a second [SH2].
 *
 * @throws DomainError shift_already_open
 */
export function requireNoOpenShift<Shift>(shift: Shift | null): asserts shift is null {
  if (shift !== null) throw new DomainError("shift_already_open");
}

/**
 * Refuse to sell, move cash or close without a shift [SH2].
 *
 * @throws DomainError shift_not_open
 */
export function requireOpenShift<Shift>(shift: Shift | null): asserts shift is Shift {
  if (shift === null) throw new DomainError("shift_not_open");
}
