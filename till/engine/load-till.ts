import { Catalog, type CatalogChunk } from "../catalog/catalog";
import { EMPTY_TABLES } from "../catalog/catalog-cache";
import { EMPTY_UPLOAD } from "../store/log-records";
import { offlineSinceOf } from "../sync/connectivity";
import { noteUpload } from "../sync/push-exchange";
import { type EngineCore, type EngineState, emptyCart } from "./engine-core";
import { type PendingEvent, pendingEventOf } from "./pending-event";
import type { TillMessage } from "./ports";
import { hasDayEnded } from "./shift-totals";

const EVENTS_A_READ = 500;
const PRODUCTS_A_SLICE = 2_000;

const NO_TILL = {
  enrolment: null,
  isRevoked: false,
  upload: EMPTY_UPLOAD,
  pending: [],
  stockThrough: 0,
  shift: null,
  lastClosed: null,
} as const;

const EMPTY_COPY = {
  tables: EMPTY_TABLES,
  stock: new Map(),
  customers: [],
  mark: null,
  lastPullAt: null,
} as const;

/** Stand the till up again from its log; the answer is the terminal that it is, null for none. */
export async function loadLog(core: EngineCore): Promise<string | null> {
  const saved = await core.log.load();
  const { enrolment } = saved;
  if (!enrolment) {
    const wipedTerminalId = core.ports.marker.read();
    const phase = wipedTerminalId === null ? "ready" : "wiped";
    core.patch({ ...NO_TILL, ...EMPTY_COPY, catalog: new Catalog(), phase, wipedTerminalId });
    return null;
  }
  const { terminalId } = enrolment.certificate;
  core.ports.marker.write(terminalId);
  const upload = saved.upload ?? core.state().upload;
  const pending = await readPending(core, {
    terminalId,
    after: Math.min(upload.receivedThrough, upload.appliedThrough),
  });
  core.patch({
    enrolment,
    isRevoked: saved.isRevoked,
    upload,
    pending,
    stockThrough: upload.appliedThrough,
    offlineSince: core.state().offlineSince === null ? null : offlineSinceOf(core, upload),
    shift: saved.shift,
    lastClosed: saved.lastClosed,
    cart: saved.cart ?? emptyCart(core.ports),
    // Money was taken at the prices of then.
    quotedAt: saved.cart?.payments.length ? saved.cart.changedAt : core.ports.clock.now(),
    heldRecords: saved.heldRecords,
    couponUses: saved.couponUses,
    customerCouponUses: saved.customerCouponUses,
    printJobs: saved.printJobs,
    lockouts: saved.lockouts,
    settings: saved.settings ?? core.state().settings,
    wipedTerminalId: null,
  });
  return terminalId;
}

/** The tables first, then the products chunk by chunk: a PIN can be typed while they come. */
export async function loadCache(core: EngineCore, terminalId: string): Promise<void> {
  const { tables, stock, customers, mark, pulledAt } = await core.cache.loadTables();
  if (mark === null || mark.terminalId !== terminalId) {
    const isCacheForeign = await failsToClear(core);
    core.patch({ ...EMPTY_COPY, phase: "ready", catalog: new Catalog(), isCacheForeign });
    return;
  }
  const catalog = new Catalog();
  const lastPullAt = core.state().lastPullAt ?? pulledAt;
  core.patch({ tables, stock, customers, mark, catalog, lastPullAt });
  const indexes = await core.cache.listChunkIndexes();
  let reading: Promise<CatalogChunk> | null = null;
  for (const [at, index] of indexes.entries()) {
    const chunk: CatalogChunk = await (reading ?? core.cache.loadChunk(index));
    // The disk reads the next chunk while this one is put into memory.
    const next = indexes[at + 1];
    reading = next === undefined ? null : core.cache.loadChunk(next);
    catalog.loadChunk(chunk);
    core.patch({ phase: "ready", catalogRevision: core.state().catalogRevision + 1 });
  }
  const { productCount } = catalog;
  // A first load that was cut off goes on from its mark, and the screen says so meanwhile.
  const firstSync = mark.isComplete ? null : { received: productCount, expected: 0 };
  core.patch({ phase: "ready", firstSync });
  indexNames(core);
  noteDay(core);
}

/** A full disk keeps no till from standing up: what is left is replaced by the next write. */
async function failsToClear(core: EngineCore): Promise<boolean> {
  try {
    await core.cache.clear();
    return false;
  } catch (error) {
    core.ports.report(error);
    return true;
  }
}

/** In slices, so that scans and taps come in between. */
function indexNames(core: EngineCore): void {
  const { catalog, catalogRevision } = core.state();
  if (catalog.indexSome(PRODUCTS_A_SLICE)) core.ports.timer.after(0, () => indexNames(core));
  else core.patch({ catalogRevision: catalogRevision + 1 });
}

export async function readPending(
  core: EngineCore,
  from: { terminalId: string; after: number },
): Promise<PendingEvent[]> {
  const pending: PendingEvent[] = [];
  let after = from.after;
  for (;;) {
    const rows = await core.log.readEvents({
      terminalId: from.terminalId,
      after,
      limit: EVENTS_A_READ,
    });
    pending.push(...rows.map(pendingEventOf));
    const last = rows.at(-1);
    if (!last || rows.length < EVENTS_A_READ) return pending;
    after = last.envelope.sequence;
  }
}

/** Prices may change with the hour; not while somebody pays or has paid a part. */
export function noteHour(core: EngineCore): void {
  const { cart, nextCart } = core.state();
  if (cart.lines.length === 0 || cart.payments.length > 0 || nextCart !== null) return;
  core.patch({ quotedAt: core.ports.clock.now() });
}

export function noteDay(core: EngineCore): void {
  const { shift, tables, isDayOver } = core.state();
  const hasEnded = hasDayEnded(shift, tables.store, core.ports.clock.now());
  if (hasEnded !== isDayOver) core.patch({ isDayOver: hasEnded });
}

/** Another window of this browser did something that both must know. */
export async function hearMessage(core: EngineCore, message: TillMessage): Promise<void> {
  const { enrolment } = core.state();
  if (!enrolment || message.kind === "enrolled" || message.kind === "use_here") return;
  const { terminalId } = enrolment.certificate;
  if (message.kind === "uploaded") {
    const { upload } = await core.log.readCursor(terminalId);
    noteUpload(core, upload);
    // The window that uploads had an answer: this one is not offline either.
    core.patch({ lastPushAt: core.ports.clock.now(), offlineSince: null });
    return;
  }
  const after = core.state().pending.at(-1)?.sequence ?? core.state().upload.receivedThrough;
  const added = await readPending(core, { terminalId, after });
  // Read last and used at once: what this window writes meanwhile is then shown after it.
  const saved = await core.log.load();
  const known = new Set(core.state().pending.map((event) => event.sequence));
  core.patch({
    shift: saved.shift,
    lastClosed: saved.lastClosed,
    heldRecords: saved.heldRecords,
    couponUses: saved.couponUses,
    customerCouponUses: saved.customerCouponUses,
    pending: [...core.state().pending, ...added.filter((event) => !known.has(event.sequence))],
    ...soldElsewhere(core, message.cartId),
  });
}

/** A cart that stood in both windows is sold once; the other window lets it go [TS4]. */
function soldElsewhere(core: EngineCore, cartId: string | null): Partial<EngineState> {
  const { cart, nextCart } = core.state();
  if (cart.cartId !== cartId || nextCart !== null) return {};
  return { cart: emptyCart(core.ports), approval: null };
}
