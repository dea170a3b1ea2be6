import { DomainError } from "../../core/errors";
import { MINOR_MAX, type Minor, subtractMinor, ZERO_MINOR } from "../../core/money/minor";
import type { ShiftClosed, ShiftOpened } from "../../core/sale/sale-document";
import { requireNoOpenShift, requireOpenShift } from "../../core/shift/shift-state";
import { businessDayAt } from "../../core/time";
import type { TillCommands } from "../react/till-commands";
import type { ClosedShiftView } from "../react/till-state";
import type { ClosedShiftRecord, ShiftRecord } from "../store/log-records";
import { draftEvent } from "./draft-event";
import type { EngineCore } from "./engine-core";
import { requireEmptyCart, requireNoTraining } from "./open-cart";
import { pendingEventOf } from "./pending-event";
import { requireCashier, requireStore } from "./require-cashier";
import { expectedCash, foreignCashOf } from "./shift-totals";

export function createShiftCommands(
  core: EngineCore,
): Pick<TillCommands, "openShift" | "closeShift"> {
  return {
    openShift: ({ floatMinor }) => openShift(core, floatMinor),
    closeShift: (request) => closeShift(core, request),
  };
}

async function openShift(core: EngineCore, floatMinor: Minor): Promise<void> {
  const cashier = requireCashier(core, "shift.open");
  const store = requireStore(core);
  requireAmount(floatMinor);
  const now = core.ports.clock.now();
  const businessDate = businessDayAt(now, store);
  const committed = await core.log.commit({
    documentId: null,
    decide: (context) => {
      requireNoOpenShift(context.shift);
      const shift: ShiftRecord = {
        shiftId: core.ports.newId(),
        shiftNumber: context.lastShiftNumber + 1,
        businessDate,
        openedAt: now,
        openedByName: cashier.displayName,
        currency: store.currency,
        floatMinor,
        salesCount: 0,
        salesTotalMinor: ZERO_MINOR,
        byMethod: {},
        cashMinor: ZERO_MINOR,
      };
      const { shiftId, shiftNumber, currency } = shift;
      const payload: ShiftOpened = { shiftId, shiftNumber, currency, floatMinor };
      const facts = { type: "SHIFT_OPENED", payload, businessDate, shiftId } as const;
      return {
        draft: draftEvent(core, context, { ...facts, cashierId: cashier.id }),
        storedAt: now,
        totalMinor: null,
        shift,
      };
    },
  });
  core.patch({
    shift: committed.shift,
    isDayOver: false,
    pending: [...core.state().pending, pendingEventOf(committed.row)],
  });
  core.announce({ cartId: null, paid: null });
}

type CloseRequest = Parameters<TillCommands["closeShift"]>[0];

async function closeShift(core: EngineCore, request: CloseRequest): Promise<void> {
  const cashier = requireCashier(core, "shift.open");
  const { countedCashMinor, countedForeign = [] } = request;
  if (countedCashMinor !== null) requireAmount(countedCashMinor);
  for (const { countedMinor } of countedForeign) requireAmount(countedMinor);
  requireNoTraining(core);
  requireEmptyCart(core);
  const now = core.ports.clock.now();
  const committed = await core.log.commit({
    documentId: null,
    decide: (context) => {
      const { shift } = context;
      requireOpenShift(shift);
      const { shiftId, currency, businessDate, shiftNumber } = shift;
      const expectedCashMinor = expectedCash(shift);
      const payload: ShiftClosed = {
        shiftId,
        currency,
        expectedCashMinor,
        countedCashMinor,
        ...foreignCount(shift, countedForeign),
      };
      const facts = { type: "SHIFT_CLOSED", payload, businessDate, shiftId } as const;
      return {
        draft: draftEvent(core, context, { ...facts, cashierId: cashier.id }),
        storedAt: now,
        totalMinor: null,
        shift: null,
        closed: { shiftNumber, closedAt: now, expectedCashMinor, countedCashMinor },
      };
    },
  });
  core.patch({
    shift: null,
    lastClosed: committed.closed,
    isDayOver: false,
    lastPaid: null,
    isPaidShown: false,
    pending: [...core.state().pending, pendingEventOf(committed.row)],
  });
  core.announce({ cartId: null, paid: null });
}

/** Left out where no money of another currency was taken, as the first release did. */
function foreignCount(
  shift: ShiftRecord,
  counted: NonNullable<CloseRequest["countedForeign"]>,
): Pick<ShiftClosed, "foreignCash"> {
  const foreignCash = foreignCashOf(shift).map(({ currency, amountMinor }) => ({
    currency,
    expectedMinor: amountMinor,
    countedMinor: counted.find((count) => count.currency === currency)?.countedMinor ?? null,
  }));
  return foreignCash.length === 0 ? {} : { foreignCash };
}

function requireAmount(amount: number): void {
  if (!Number.isInteger(amount) || amount < 0 || amount > MINOR_MAX) {
    throw new DomainError("invalid_money");
  }
}

export function closedShiftView(record: ClosedShiftRecord): ClosedShiftView {
  const { countedCashMinor, expectedCashMinor } = record;
  return {
    ...record,
    differenceMinor:
      countedCashMinor === null ? null : subtractMinor(countedCashMinor, expectedCashMinor),
  };
}
