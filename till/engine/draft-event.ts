import type { Approval } from "../../core/sale/sale-document";
import type { EnvelopeDraft, EventType } from "../../core/sync/envelope";
import { type BusinessDay, toIso } from "../../core/time";
import type { CommitContext } from "../store/commit-event";
import type { EngineCore } from "./engine-core";

export type EventFacts = {
  readonly type: EventType;
  /** 1 when left out. */
  readonly typeVersion?: number;
  readonly payload: unknown;
  readonly businessDate: BusinessDay;
  /** Null for what happens outside of one. */
  readonly shiftId: string | null;
  readonly cashierId: string;
  readonly approvals?: readonly Approval[] | undefined;
};

/** The envelope of what just happened, before it is chained. Times are the device's own claims. */
export function draftEvent(
  core: EngineCore,
  context: CommitContext,
  facts: EventFacts,
): EnvelopeDraft {
  const { clock, newId, appVersion } = core.ports;
  const { serverClock, mark } = core.state();
  return {
    v: 1,
    eventId: newId(),
    terminalId: context.enrolment.certificate.terminalId,
    sequence: context.nextSequence,
    type: facts.type,
    typeVersion: facts.typeVersion ?? 1,
    createdAt: toIso(clock.now()),
    clock: {
      bootId: clock.bootId,
      monoMs: Math.round(clock.monoMs()),
      lastServerTime: serverClock?.serverTime ?? context.upload.lastServerTime,
      // Monotonic time starts anew with each page, so only this page's reading means anything.
      lastServerMonoMs: serverClock === null ? null : Math.round(serverClock.monoMs),
    },
    businessDate: facts.businessDate,
    shiftId: facts.shiftId,
    cashierId: facts.cashierId,
    ...approvedBy(facts.approvals ?? []),
    catalogRev: mark?.catalogHead ?? "",
    appVersion,
    payload: facts.payload,
  };
}

/** The last who had to be asked; the document names all. */
function approvedBy(approvals: readonly Approval[]): { approvedBy?: string } {
  const last = approvals.at(-1);
  return last ? { approvedBy: last.approverId } : {};
}
