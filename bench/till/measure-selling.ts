import type { TillPage } from "../../tests/e2e/pages/till-page";
import { type Figure, spreadOf } from "../figures";
import { type Device, pressNothing, scan, watch } from "./bench-browser";
import type { Watched } from "./page-probe";

const FRAME_MS = 1_000 / 60;
const THROTTLED_MS = 50;
const THROTTLE = 4;
const ATTEMPTS = 10;
/** Keys further apart than this are somebody typing. */
const SCANNER_GAP_MS = 50;

export type Basket = { readonly sales: number; readonly lines: number };

type Selling = {
  readonly scans: readonly Watched[];
  /** Keys came so late that no reader could take them for one scan; tried again, not counted. */
  readonly tornGapsMs: readonly number[];
  readonly empties: readonly Watched[];
  readonly commits: readonly Watched[];
  readonly writes: readonly number[];
};

/** Sales of distinct products, one scan after the other; each measure beside its empty twin. */
export async function measureSelling(
  device: Device,
  till: TillPage,
  terms: { codes: Iterator<string>; desktop: Basket; throttled: Basket },
): Promise<Figure[]> {
  // The first ones also compile what they run.
  await sell(device, till, { codes: terms.codes, basket: { sales: 3, lines: 3 } });
  const desktop = await sell(device, till, { codes: terms.codes, basket: terms.desktop });
  await device.cdp.send("Emulation.setCPUThrottlingRate", { rate: THROTTLE });
  const slow = await sell(device, till, { codes: terms.codes, basket: terms.throttled });
  await device.cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  return [...desktopFigures(desktop), ...throttledFigures(slow)];
}

function desktopFigures(selling: Selling): Figure[] {
  const scans = spreadOf(selling.scans.map(({ ms }) => ms));
  const empties = spreadOf(selling.empties.map(({ ms }) => ms));
  const late = selling.scans.filter(({ frames }) => frames > 1).length;
  const overMs = scans.p99 - empties.p50;
  return [
    {
      name: "scan until the line is painted",
      unit: "ms",
      spread: scans,
      baseline: { name: "an empty frame after a key", spread: empties },
      target: { text: "p99 ≤ one frame", isMet: overMs <= FRAME_MS },
      note:
        `from the time stamp of Enter to the end of the frame that shows the line. A key waits for ` +
        `the next frame whatever it does, so the scan's own time is its p99 less the empty ` +
        `frame's median: ${overMs.toFixed(1)} ms of ${FRAME_MS.toFixed(1)}. ` +
        `${late} of ${scans.count} lines came later than in the first frame after Enter.` +
        tornNote(selling),
    },
    commitFigure("Exact until Paid is painted", selling),
  ];
}

function throttledFigures(selling: Selling): Figure[] {
  const scans = spreadOf(selling.scans.map(({ ms }) => ms));
  return [
    {
      name: `scan, ${THROTTLE}× slower processor`,
      unit: "ms",
      spread: scans,
      baseline: {
        name: "an empty frame after a key",
        spread: spreadOf(selling.empties.map(({ ms }) => ms)),
      },
      target: { text: `p99 ≤ ${THROTTLED_MS} ms`, isMet: scans.p99 <= THROTTLED_MS },
      note: `from Enter's time stamp to the end of the frame that shows the line, the wait for the frame included.${tornNote(selling)}`,
    },
    commitFigure(`Exact until Paid, ${THROTTLE}× slower`, selling),
  ];
}

function tornNote({ tornGapsMs }: Selling): string {
  if (tornGapsMs.length === 0) return "";
  const gaps = tornGapsMs.map((gap) => gap.toFixed(0)).join(", ");
  return ` ${tornGapsMs.length} scans were torn on their way to the browser (gaps of ${gaps} ms) and tried again.`;
}

function commitFigure(name: string, selling: Selling): Figure {
  return {
    name,
    unit: "ms",
    spread: spreadOf(selling.commits.map(({ ms }) => ms)),
    baseline: { name: "a bare strict transaction", spread: spreadOf(selling.writes) },
  };
}

async function sell(
  device: Device,
  till: TillPage,
  terms: { codes: Iterator<string>; basket: Basket },
): Promise<Selling> {
  const selling = { scans: [], tornGapsMs: [], empties: [], commits: [], writes: [] } as {
    -readonly [Part in keyof Selling]: Selling[Part][number][];
  };
  for (let sale = 0; sale < terms.basket.sales; sale += 1) {
    for (let line = 0; line < terms.basket.lines; line += 1) {
      selling.scans.push(await scanLine(device, terms.codes, selling.tornGapsMs));
      await settle(device);
      selling.empties.push(
        await watch(device, { event: "keydown", key: "Shift", until: "frame" }, () =>
          pressNothing(device),
        ),
      );
    }
    await settle(device);
    selling.commits.push(await payExact(device, till));
    await settle(device);
    selling.writes.push(await writeStrictly(device));
  }
  return selling;
}

async function scanLine(
  device: Device,
  codes: Iterator<string>,
  tornGapsMs: number[],
): Promise<Watched> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const code = nextCode(codes);
    await settle(device);
    const watched = await watch(device, { event: "keydown", key: "Enter", until: "line" }, () =>
      scan(device, code),
    );
    if (!watched.isLost) return watched;
    const { longestGapMs } = watched;
    if (longestGapMs <= SCANNER_GAP_MS) {
      throw new Error(`a whole scan of ${code} came to nothing (gaps up to ${longestGapMs} ms)`);
    }
    tornGapsMs.push(longestGapMs);
    // One leaves the card of the unknown code, one what stands typed.
    await device.page.keyboard.press("Escape");
    await device.page.keyboard.press("Escape");
  }
  throw new Error(`no scan came through; gaps between keys in ms: ${tornGapsMs.join(", ")}`);
}

function nextCode(codes: Iterator<string>): string {
  const next = codes.next();
  if (next.done) throw new Error("the shelf is too small for so many scans");
  return next.value;
}

/** By the mouse itself: what a locator checks before a click is not the till's time. */
async function payExact(device: Device, till: TillPage): Promise<Watched> {
  const box = await till.exactCash.boundingBox();
  if (!box) throw new Error("Exact cash is not on the screen");
  const watched = await watch(device, { event: "click", until: "paid" }, () =>
    device.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2),
  );
  if (watched.isLost) throw new Error("a sale was not paid");
  return watched;
}

function settle(device: Device): Promise<void> {
  return device.page.evaluate(() => window.kauntaBench.settle());
}

/** Six small records in one strict transaction, about what a sale writes. */
function writeStrictly(device: Device): Promise<number> {
  return device.page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("bench-strict", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("rows");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const begun = performance.now();
    await new Promise<void>((resolve, reject) => {
      const transaction = database.transaction("rows", "readwrite", { durability: "strict" });
      const rows = transaction.objectStore("rows");
      for (let key = 0; key < 6; key += 1) rows.put({ text: "x".repeat(700) }, key);
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
    });
    const ms = performance.now() - begun;
    database.close();
    return ms;
  });
}
