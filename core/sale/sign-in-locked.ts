import * as z from "zod";
import type { Envelope } from "../sync/envelope";
import { numberActions } from "./project-actions";
import type { EventPlace, OperatorActionRow } from "./projection";

/** `SIGN_IN_LOCKED` version 1: wrong PINs have locked somebody out of a till. */
export const signInLockedSchema = z.strictObject({
  staffId: z.uuid(),
  wrongCount: z.number().int().min(1).max(1_000_000),
  /** By the device's clock; null until somebody who may set up tills has signed in on it. */
  lockedUntil: z.iso.datetime({ offset: true }).nullable(),
});
export type SignInLocked = z.infer<typeof signInLockedSchema>;

/** The lock-out as an owner looks at it: under the name that was tried, with how often. */
export function lockedActions(
  envelope: Envelope,
  locked: SignInLocked,
  place: EventPlace,
): readonly OperatorActionRow[] {
  const tried = { ...envelope, cashierId: locked.staffId };
  return numberActions(tried, place, null, [
    { kind: "sign_in_locked", subject: String(locked.wrongCount) },
  ]);
}
