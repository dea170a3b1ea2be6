import { minor } from "../../core/money/minor";
import { receiptNumberOf } from "../../core/receipt/receipt-input";
import { createTillEngine, type TillEngine } from "../engine/create-till-engine";
import type { TillPorts } from "../engine/ports";
import { createMemoryDisk, type MemoryDisk, openMemoryStore } from "../store/memory-store";
import type { TillStore } from "../store/till-store";
import { createFakeServer, type FakeServer } from "./fake-server";
import { CASHIER_ID, STORE_ID, shopChanges, TERMINAL_ID, testPin } from "./fake-shop";
import { createFakeWorld, type FakeWorld, settle } from "./fake-world";

export type TestShop = {
  readonly world: FakeWorld;
  readonly server: FakeServer;
  readonly disk: MemoryDisk;
  /** What a browser keeps beside its databases. */
  readonly marker: { terminalId: string | null };
  /** Printed receipt numbers, in order; "!" makes the printer fail. */
  readonly printed: string[];
  readonly reported: unknown[];
};

export function createTestShop(): TestShop {
  const world = createFakeWorld();
  const server = createFakeServer({ terminalId: TERMINAL_ID, storeId: STORE_ID });
  server.changes = shopChanges();
  const marker = { terminalId: null };
  return { world, server, disk: createMemoryDisk(), marker, printed: [], reported: [] };
}

/** Another window, or the same one after a reload. */
export function openTill(
  shop: TestShop,
  change: Partial<TillPorts> & { store?: TillStore } = {},
): TillEngine {
  const { world, server, marker, printed } = shop;
  return createTillEngine({
    store: openMemoryStore(shop.disk),
    clock: world.clock,
    timer: world.timer,
    newId: world.newId,
    random: () => 0.5,
    transport: server.transport,
    lock: world.lock,
    broadcast: world.openBroadcast(),
    connection: world.connection,
    verifyPin: testPin,
    marker: {
      read: () => marker.terminalId,
      write: (terminalId) => {
        marker.terminalId = terminalId;
      },
      clear: () => {
        marker.terminalId = null;
      },
    },
    appVersion: "test",
    report: (error) => {
      shop.reported.push(error);
    },
    printerOf: async () => ({
      print: async (receipt) => {
        if (printed.includes("!")) throw new Error("no paper");
        printed.push(`${receiptNumberOf(receipt)}${receipt.isCopy ? " copy" : ""}`);
      },
      openDrawer: async () => {
        printed.push("drawer");
      },
    }),
    ...change,
  });
}

/** A till that is enrolled, synced, unlocked and has an open shift. */
export async function openSellingTill(
  shop: TestShop,
  change: Partial<TillPorts> & { store?: TillStore } = {},
): Promise<TillEngine> {
  const till = openTill(shop, change);
  await till.start();
  if (till.getSnapshot().till.status === "not_enrolled") {
    await till.commands.enrol(shop.server.enrolment);
  }
  await shop.world.advance(0);
  await untilStaffIsHere(till);
  await till.commands.unlock({ staffId: CASHIER_ID, pin: "1111" });
  if (till.getSnapshot().till.status === "shift_closed") {
    await till.commands.openShift({ floatMinor: minor(100_000) });
  }
  await settle();
  return till;
}

const STAFF_WITHIN_MS = 30_000;

/** Real keys sign on threads of their own, in time that no fake clock moves. */
async function untilStaffIsHere(till: TillEngine): Promise<void> {
  const deadline = Date.now() + STAFF_WITHIN_MS;
  while (till.getSnapshot().staff.length === 0 && Date.now() < deadline) await settle();
}
