import type {
  CartView,
  CashierView,
  CatalogView,
  DeviceView,
  HeldCartView,
  RegisterView,
  StaffView,
  StoreView,
  SyncView,
  TillPlace,
  TillState,
} from "../react/till-state";
import { syncView } from "../sync/sync-view";
import { createCartViewer } from "./cart-view";
import type { EngineState } from "./engine-core";
import { createHeldViewer } from "./held-carts";
import type { TillPorts } from "./ports";
import { closedShiftView } from "./shift-commands";
import { shiftView } from "./shift-totals";
import { cashierView, staffView } from "./staff-view";
import { storageRoom, usedShare } from "./storage-room";

/**
 * All that a screen may see and ask. The engine fills these types; hooks hand them out in the
 * smallest parts, so that a scan redraws a line and not the shop.
 */
export type TillSnapshot = {
  readonly till: TillState;
  readonly cart: CartView;
  readonly catalog: CatalogView;
  readonly sync: SyncView;
  readonly staff: readonly StaffView[];
  readonly devices: DeviceView;
  readonly heldCarts: readonly HeldCartView[];
};

/**
 * The engine's state as screens see it. Each part is made anew only when something that it shows
 * has changed, so that a scan redraws the cart and nothing else.
 */
export function createSnapshotter(ports: TillPorts): (state: EngineState) => TillSnapshot {
  const viewCart = createCartViewer(ports);
  const parts = {
    till: keepWhile((state: EngineState) => tillState(state), TILL_KEYS),
    cart: keepWhile(viewCart, CART_KEYS),
    catalog: keepWhile(catalogView, ["catalog", "catalogRevision", "tables", "firstSync"]),
    sync: keepWhile(syncView, SYNC_KEYS),
    staff: keepWhile((state) => staffViews(state, ports), ["tables", "lockouts"]),
    devices: keepWhile(deviceView, DEVICE_KEYS),
    heldCarts: createHeldViewer(),
  };
  let lastState: EngineState | null = null;
  let lastSnapshot: TillSnapshot | null = null;
  return (state) => {
    if (state === lastState && lastSnapshot) return lastSnapshot;
    lastState = state;
    lastSnapshot = {
      till: parts.till(state),
      cart: parts.cart(state),
      catalog: parts.catalog(state),
      sync: parts.sync(state),
      staff: parts.staff(state),
      devices: parts.devices(state),
      heldCarts: parts.heldCarts(state),
    };
    return lastSnapshot;
  };
}

type StateKey = keyof EngineState;

const TILL_KEYS: readonly StateKey[] = [
  "phase",
  "wipedTerminalId",
  "enrolment",
  "isRevoked",
  "isOpenElsewhere",
  "tables",
  "firstSync",
  "cashierId",
  "shift",
  "lastClosed",
  "isDayOver",
  "lastPaid",
  "isPaidShown",
  "isTraining",
];
const CART_KEYS: readonly StateKey[] = [
  "cart",
  "nextCart",
  "tables",
  "catalog",
  "catalogRevision",
  "customers",
  "couponUses",
  "customerCouponUses",
  "quotedAt",
  "approval",
  "lockouts",
  "touch",
  "multiplierMilli",
  "prompt",
  "unknownScan",
];
const SYNC_KEYS: readonly StateKey[] = [
  "isOpenElsewhere",
  "pending",
  "retiredPending",
  "upload",
  "lacking",
  "attention",
  "offlineSince",
  "lastPushAt",
  "lastPullAt",
  "isPullPaused",
  "nextTryAt",
];
const DEVICE_KEYS: readonly StateKey[] = ["printJobs", "activePrintJobs", "settings", "storage"];

function keepWhile<View>(
  make: (state: EngineState) => View,
  keys: readonly StateKey[],
): (state: EngineState) => View {
  let kept: { readonly state: EngineState; readonly view: View } | null = null;
  return (state) => {
    const before = kept;
    if (before && keys.every((key) => before.state[key] === state[key])) return before.view;
    const view = make(state);
    kept = { state, view };
    return view;
  };
}

function tillState(state: EngineState): TillState {
  if (state.phase === "wiped") {
    return { status: "wiped", terminalId: state.wipedTerminalId ?? "" };
  }
  if (state.isRevoked && state.enrolment) {
    return { status: "revoked", registerName: state.enrolment.registerName };
  }
  if (state.phase === "ready" && !state.enrolment) return { status: "not_enrolled" };
  const place = placeOf(state);
  if (state.phase === "loading" || !place || state.tables.staff.length === 0) {
    return { status: "loading", firstSync: state.firstSync };
  }
  return stateAtPlace(state, place);
}

function stateAtPlace(state: EngineState, place: TillPlace): TillState {
  const shift = state.shift ? shiftView(state.shift, state.isDayOver) : null;
  const cashier = cashierOf(state);
  if (!cashier) return { status: "locked", ...place, shift };
  if (!shift) {
    const lastClosed = state.lastClosed ? closedShiftView(state.lastClosed) : null;
    return { status: "shift_closed", ...place, cashier, lastClosed };
  }
  const { lastPaid: paid } = state;
  if (paid && state.isPaidShown) return { status: "paid", ...place, cashier, shift, paid };
  return { status: "selling", ...place, cashier, shift, lastPaid: paid };
}

function placeOf(state: EngineState): TillPlace | null {
  const store = storeView(state);
  const register = registerView(state);
  if (!store || !register) return null;
  const { isOpenElsewhere, isTraining } = state;
  return { store, register, isOpenElsewhere, isTraining };
}

function storeView(state: EngineState): StoreView | null {
  const { store, taxGroups } = state.tables;
  if (!store) return null;
  return {
    storeId: store.id,
    code: store.code,
    name: store.name,
    tenantName: store.tenantName,
    addressLines: store.addressLines,
    taxNumber: store.taxNumber,
    receiptFooter: store.receiptFooter,
    timezone: store.timezone,
    currency: store.currency,
    language: store.language,
    pricesIncludeTax: store.pricesIncludeTax,
    isDemo: store.isDemo,
    taxGroups: taxGroups.map(({ code, name }) => ({ code, name })),
    exchangeRates: store.exchangeRates ?? [],
    takesTips: store.takesTips ?? false,
    depositPpm: store.depositPpm ?? 0,
  };
}

function registerView(state: EngineState): RegisterView | null {
  if (!state.enrolment) return null;
  const { certificate, registerName } = state.enrolment;
  return { name: registerName, code: certificate.code, terminalId: certificate.terminalId };
}

function cashierOf(state: EngineState): CashierView | null {
  const person = state.tables.staff.find((staff) => staff.id === state.cashierId);
  return person ? cashierView(person) : null;
}

function staffViews(state: EngineState, ports: TillPorts): readonly StaffView[] {
  const now = ports.clock.now();
  return state.tables.staff
    .filter((person) => person.permissions.includes("sale.record"))
    .map((person) => staffView(state, person, now));
}

function catalogView(state: EngineState): CatalogView {
  const categories = [...state.tables.categories].sort(
    (left, right) => left.position - right.position || (left.name < right.name ? -1 : 1),
  );
  return {
    revision: state.catalogRevision,
    productCount: state.catalog.productCount,
    categories: categories.map(({ id, ...category }) => ({ ...category, categoryId: id })),
    isFirstLoadRunning: state.firstSync !== null,
  };
}

function deviceView(state: EngineState): DeviceView {
  return {
    printer: state.settings.printer,
    unsurePrintJobs: state.printJobs
      .filter((job) => job.state === "SENT" && !state.activePrintJobs.has(job.jobId))
      .map(({ createdAt: _createdAt, ...job }) => job),
    storage: state.storage,
    storageUse: usedShare(state.storage),
    storageRoom: storageRoom(state.storage),
  };
}
