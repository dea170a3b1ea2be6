import { DomainError } from "../../core/errors";
import type { SignInLocked } from "../../core/sale/sign-in-locked";
import type { StaffChange } from "../../core/sync/protocol-v1";
import { businessDayAt, type Instant, instant, toIso } from "../../core/time";
import type { LockoutRecord } from "../store/log-records";
import { draftEvent } from "./draft-event";
import type { EngineCore } from "./engine-core";
import { pendingEventOf } from "./pending-event";

/** Wrong PINs before the first wait; each further one doubles it [TA1]. */
export const FREE_FAILURES = 5;
/** From here on no wait ends the lock-out [TA8]. */
const MANAGER_FAILURES = 10;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** Whom tries are counted for: a person, by their PIN of today, or the till's badges [TA9]. */
export type Tried = Pick<StaffChange, "id" | "pin">;

/** Whose a wrong badge was meant to be nobody knows, so all are counted together [TA9]. */
export const BADGES: Tried = { id: "badges", pin: null };

/** @throws DomainError pin_locked, with the wait or with `needsManager`. */
export function requireNotLockedOut(core: EngineCore, person: Tried): void {
  const record = recordOf(core.state().lockouts, person);
  if (needsManager(record)) throw new DomainError("pin_locked", { needsManager: true });
  const lockedUntil = lockedUntilOf(record, core.ports.clock.now());
  if (lockedUntil === null) return;
  const waitMs = lockedUntil - core.ports.clock.now();
  throw new DomainError("pin_locked", { lockedUntil, waitSeconds: Math.ceil(waitMs / 1_000) });
}

/** What stands against a person's PIN of today; a new PIN forgives what was missed before. */
export function recordOf(
  lockouts: ReadonlyMap<string, LockoutRecord>,
  person: Tried,
): LockoutRecord | undefined {
  return ofToday(lockouts.get(person.id) ?? null, person) ?? undefined;
}

function ofToday(record: LockoutRecord | null, person: Tried): LockoutRecord | null {
  const isOfAnother = record?.pinHash !== undefined && record.pinHash !== person.pin?.hash;
  return isOfAnother ? null : record;
}

/** Null when the person may try. A clock set back never makes a wait longer than it was. */
export function lockedUntilOf(
  record: LockoutRecord | null | undefined,
  now: Instant,
): Instant | null {
  if (!record?.lockedUntil || record.lockedUntil <= now) return null;
  const waitMs = record.lockedUntil - record.failedAt;
  return instant(Math.min(record.lockedUntil, now + waitMs));
}

export function needsManager(record: LockoutRecord | null | undefined): boolean {
  return (record?.failures ?? 0) >= MANAGER_FAILURES;
}

/**
 * Count one more, on the disk before anything is checked; the answer is the count.
 *
 * @throws DomainError pin_locked (by a try in another window, or at the same moment)
 */
export async function countFailure(core: EngineCore, person: Tried): Promise<number> {
  let failures = 0;
  await changeRecord(core, person.id, (known) => {
    const before = ofToday(known, person);
    if (isLockedOut(core, before)) return known;
    failures = (before?.failures ?? 0) + 1;
    return missed(core, person, failures);
  });
  if (failures === 0) requireNotLockedOut(core, person);
  return failures;
}

/**
 * The same of badges; the answer undoes it for a badge that was right. Others' misses stay, or one's
 * own badge in between would let anybody guess on; after the longest wait they are forgotten, for
 * goods are scanned at a locked till too.
 */
export async function countBadge(core: EngineCore): Promise<() => Promise<void>> {
  let before: LockoutRecord | null = null;
  let failures = 0;
  const counted = await changeRecord(core, BADGES.id, (known) => {
    if (isLockedOut(core, known)) return known;
    before = known;
    const isOver =
      !needsManager(known) && core.ports.clock.now() - (known?.failedAt ?? 0) >= LONGEST_WAIT_MS;
    failures = (isOver ? 0 : (known?.failures ?? 0)) + 1;
    return missed(core, BADGES, failures);
  });
  if (failures === 0) requireNotLockedOut(core, BADGES);
  return () =>
    // What was missed since stays counted.
    changeRecord(core, BADGES.id, (known) =>
      known?.failures === counted?.failures ? before : known,
    ).then(() => undefined);
}

function isLockedOut(core: EngineCore, record: LockoutRecord | null): boolean {
  return needsManager(record) || lockedUntilOf(record, core.ports.clock.now()) !== null;
}

function missed(core: EngineCore, person: Tried, failures: number): LockoutRecord {
  const now = core.ports.clock.now();
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - FREE_FAILURES));
  return {
    failures,
    failedAt: now,
    lockedUntil: failures >= FREE_FAILURES ? instant(now + waitMs) : null,
    ...(person.pin ? { pinHash: person.pin.hash } : {}),
  };
}

export async function forgetFailures(core: EngineCore, staffId: string): Promise<void> {
  await changeRecord(core, staffId, () => null);
}

async function changeRecord(
  core: EngineCore,
  triedId: string,
  change: (known: LockoutRecord | null) => LockoutRecord | null,
): Promise<LockoutRecord | null> {
  const record = await core.log.changeLockout(triedId, change);
  const lockouts = new Map(core.state().lockouts);
  if (record === null) lockouts.delete(triedId);
  else lockouts.set(triedId, record);
  core.patch({ lockouts });
  return record;
}

/**
 * Somebody who may set up tills has signed in: those whom no wait lets in may try again [TA8].
 */
export async function releaseAll(core: EngineCore, manager: StaffChange): Promise<void> {
  if (!manager.permissions.includes("terminal.enrol")) return;
  for (const [staffId, record] of core.state().lockouts) {
    if (needsManager(record)) await forgetFailures(core, staffId);
  }
}

/** Tell the owner by an event; a till that cannot write one locks all the same. */
export async function reportLocked(core: EngineCore, staffId: string): Promise<void> {
  const record = core.state().lockouts.get(staffId);
  const { store } = core.state().tables;
  if (!record?.lockedUntil || !store) return;
  const { failures: wrongCount, lockedUntil } = record;
  const payload: SignInLocked = {
    staffId,
    wrongCount,
    lockedUntil: needsManager(record) ? null : toIso(lockedUntil),
  };
  try {
    const { row, shift } = await core.log.commit({
      documentId: null,
      decide: (context) => {
        const now = core.ports.clock.now();
        const businessDate = context.shift?.businessDate ?? businessDayAt(now, store);
        const shiftId = context.shift?.shiftId ?? null;
        const facts = { type: "SIGN_IN_LOCKED", payload, businessDate, shiftId } as const;
        return {
          draft: draftEvent(core, context, { ...facts, cashierId: staffId }),
          storedAt: now,
          totalMinor: null,
          shift: context.shift,
        };
      },
    });
    core.patch({ shift, pending: [...core.state().pending, pendingEventOf(row)] });
    core.announce({ cartId: null, paid: null });
  } catch (error) {
    core.ports.report(error);
  }
}
