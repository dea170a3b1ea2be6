import { BADGE_LENGTH_MIN } from "../../core/access/badge";
import { DomainError } from "../../core/errors";
import type { PinVerifier, StaffChange } from "../../core/sync/protocol-v1";
import type { TillCommands } from "../react/till-commands";
import type { EngineCore } from "./engine-core";
import {
  BADGES,
  countBadge,
  countFailure,
  FREE_FAILURES,
  forgetFailures,
  releaseAll,
  reportLocked,
  requireNotLockedOut,
} from "./lockouts";

export function createStaffCommands(
  core: EngineCore,
): Pick<TillCommands, "unlock" | "switchCashier" | "unlockByBadge" | "lock"> {
  return {
    unlock: (request) => signIn(core, request),
    switchCashier: (request) => signIn(core, request),
    unlockByBadge: (code) => signInByBadge(core, code),
    lock: () => core.patch({ cashierId: null, isPaidShown: false, prompt: null, approval: null }),
  };
}

async function signIn(core: EngineCore, request: { staffId: string; pin: string }): Promise<void> {
  const person = core.state().tables.staff.find((staff) => staff.id === request.staffId);
  if (!person?.pin) throw new DomainError("not_found");
  requireNotLockedOut(core, person);
  requireSeller(person);
  const { cashierId: replacedId } = core.state();
  await provePin(core, person, request.pin);
  await takeOver(core, person, replacedId);
}

/**
 * Whoever's badge was scanned sells from now on [TA9]. A badge proves no less than a PIN: who is
 * locked out by wrong PINs stays so, and wrong badges lock all of them out.
 *
 * @throws DomainError badge_unknown | pin_locked | permission_denied
 */
async function signInByBadge(core: EngineCore, code: string): Promise<void> {
  const { cashierId: replacedId, tables } = core.state();
  const badgeCode = code.trim();
  if (badgeCode.length < BADGE_LENGTH_MIN) throw new DomainError("badge_unknown");
  requireNotLockedOut(core, BADGES);
  // Counted before it is checked, as a PIN is.
  const undoCount = await countBadge(core);
  const holders = tables.staff.flatMap((person) =>
    person.badge ? [{ person, badge: person.badge }] : [],
  );
  const at = await findBadge(
    core,
    badgeCode,
    holders.map(({ badge }) => badge),
  );
  const person = holders[at]?.person;
  if (!person) throw new DomainError("badge_unknown");
  await undoCount();
  requireNotLockedOut(core, person);
  requireSeller(person);
  await takeOver(core, person, replacedId);
}

async function findBadge(
  { ports }: EngineCore,
  code: string,
  badges: readonly PinVerifier[],
): Promise<number> {
  if (ports.findVerifier) return ports.findVerifier(code, badges);
  for (const [at, badge] of badges.entries()) if (await ports.verifyPin(code, badge)) return at;
  return -1;
}

function requireSeller(person: StaffChange): void {
  if (person.permissions.includes("sale.record")) return;
  throw new DomainError("permission_denied", { permission: "sale.record" });
}

async function takeOver(
  core: EngineCore,
  person: StaffChange,
  replacedId: string | null,
): Promise<void> {
  await releaseAll(core, person);
  // Locked while the secret was checked: the lock was the later wish.
  if (replacedId !== null && core.state().cashierId === null) return;
  core.patch({ cashierId: person.id, approval: null });
}

/**
 * Whether it is this person who types [TA1].
 *
 * @throws DomainError not_found (no PIN is set) | pin_locked | pin_wrong
 */
export async function provePin(core: EngineCore, person: StaffChange, pin: string): Promise<void> {
  if (!person.pin) throw new DomainError("not_found");
  requireNotLockedOut(core, person);
  // Counted before it is checked, so that pulling the plug after a wrong PIN gains nothing.
  const failures = await countFailure(core, person);
  const isRight = await core.ports.verifyPin(pin, person.pin);
  if (!isRight) {
    if (failures >= FREE_FAILURES) await reportLocked(core, person.id);
    throw new DomainError("pin_wrong", { attemptsLeft: Math.max(0, FREE_FAILURES - failures) });
  }
  await forgetFailures(core, person.id);
}
