import { DomainError } from "../../core/errors";
import type { StaffChange } from "../../core/sync/protocol-v1";
import { type Instant, instant } from "../../core/time";
import type { TillCommands } from "../react/till-commands";
import type { LockoutRecord } from "../store/log-records";
import type { EngineCore } from "./engine-core";

/** Wrong PINs before the first wait; each further one doubles it [TA1]. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;

export function createStaffCommands(
  core: EngineCore,
): Pick<TillCommands, "unlock" | "switchCashier" | "lock"> {
  return {
    unlock: (request) => signIn(core, request),
    switchCashier: (request) => signIn(core, request),
    lock: () => core.patch({ cashierId: null, isPaidShown: false, prompt: null, approval: null }),
  };
}

async function signIn(core: EngineCore, request: { staffId: string; pin: string }): Promise<void> {
  const person = core.state().tables.staff.find((staff) => staff.id === request.staffId);
  if (!person?.pin) throw new DomainError("not_found");
  requireNotLockedOut(core, person.id);
  if (!person.permissions.includes("sale.record")) {
    throw new DomainError("permission_denied", { permission: "sale.record" });
  }
  const { cashierId: replacedId } = core.state();
  await provePin(core, person, request.pin);
  // Locked while the PIN was checked: the lock was the later wish.
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
  requireNotLockedOut(core, person.id);
  // Counted before it is checked, so that pulling the plug after a wrong PIN gains nothing.
  const failures = await countFailure(core, person.id);
  const isRight = await core.ports.verifyPin(pin, person.pin);
  if (!isRight) {
    throw new DomainError("pin_wrong", { attemptsLeft: Math.max(0, FREE_FAILURES - failures) });
  }
  await forgetFailures(core, person.id);
}

function requireNotLockedOut(core: EngineCore, staffId: string): void {
  const lockedUntil = lockedUntilOf(core.state().lockouts.get(staffId), core.ports.clock.now());
  if (lockedUntil === null) return;
  const waitMs = lockedUntil - core.ports.clock.now();
  throw new DomainError("pin_locked", { lockedUntil, waitSeconds: Math.ceil(waitMs / 1_000) });
}

/** Null when the person may try. A clock set back never makes a wait longer than it was. */
export function lockedUntilOf(record: LockoutRecord | undefined, now: Instant): Instant | null {
  if (!record?.lockedUntil || record.lockedUntil <= now) return null;
  const waitMs = record.lockedUntil - record.failedAt;
  return instant(Math.min(record.lockedUntil, now + waitMs));
}

async function countFailure(core: EngineCore, staffId: string): Promise<number> {
  const now = core.ports.clock.now();
  const failures = (core.state().lockouts.get(staffId)?.failures ?? 0) + 1;
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - FREE_FAILURES));
  const record: LockoutRecord = {
    failures,
    failedAt: now,
    lockedUntil: failures >= FREE_FAILURES ? instant(now + waitMs) : null,
  };
  await core.log.saveLockout(staffId, record);
  core.patch({ lockouts: new Map(core.state().lockouts).set(staffId, record) });
  return failures;
}

async function forgetFailures(core: EngineCore, staffId: string): Promise<void> {
  await core.log.saveLockout(staffId, null);
  const lockouts = new Map(core.state().lockouts);
  lockouts.delete(staffId);
  core.patch({ lockouts });
}
