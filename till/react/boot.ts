import { uuidv7 } from "uuidv7";
import { parseQuantity } from "../../core/quantity/quantity";
import { DEFAULT_SCAN_SETTINGS } from "../devices/scan-reader";
import { attachScanner, type ScannerListeners } from "../devices/scanner";
import { browserAudio, createSounds } from "../devices/sounds";
import { createTillEngine, type TillEngine } from "../engine/create-till-engine";
import { openIndexedDbStore } from "../store/indexeddb-store";
import { APP_VERSION } from "./app-version";
import { browserFeed } from "./browser-feed";
import { browserMarker } from "./browser-marker";
import {
  browserBroadcast,
  browserClock,
  browserConnection,
  browserLock,
  browserPrinter,
  browserTimer,
  browserTransport,
} from "./browser-ports";
import { browserSigner } from "./browser-signer";
import { readScanThreshold, subscribeScanThreshold } from "./scan-threshold";
import type { ScanListener, TillHandle } from "./till-context";
import { findVerifier, verifyPin } from "./verify-pin";
import { askToKeep, watchStorage } from "./watch-storage";

let booted: Promise<TillHandle> | null = null;

/** The till of this browser window, started once. */
export function bootTill(): Promise<TillHandle> {
  booted ??= startTill();
  return booted;
}

async function startTill(): Promise<TillHandle> {
  const engine = createTillEngine({
    store: await openIndexedDbStore(),
    clock: browserClock(),
    timer: browserTimer,
    newId: uuidv7,
    random: Math.random,
    transport: browserTransport,
    feed: browserFeed,
    lock: browserLock,
    broadcast: browserBroadcast(),
    connection: browserConnection,
    verifyPin,
    findVerifier,
    marker: browserMarker,
    signer: browserSigner(globalThis.crypto),
    appVersion: APP_VERSION,
    report: reportError,
    printerOf: browserPrinter,
  });
  const onScan = hearScanner(engine);
  // Not awaited: the screen shows how far the load has come.
  void engine.start();
  watchStorage(navigator.storage, engine.noteStorage);
  return {
    engine,
    onScan,
    askToKeep: async () => engine.noteStorage(await askToKeep(navigator.storage)),
  };
}

function hearScanner(engine: TillEngine): TillHandle["onScan"] {
  const listeners = new Set<ScanListener>();
  const sounds = createSounds(browserAudio);
  listenToScanner({
    onScan(text) {
      const outcome = engine.commands.scan(text);
      const isBad = outcome.kind === "unknown" || outcome.kind === "ignored";
      sounds.play(isBad ? "bad" : "good");
      for (const listener of listeners) listener(outcome, text);
    },
    onMultiplier(text) {
      const quantity = parseQuantity(text);
      if (quantity !== null && quantity > 0) engine.commands.setMultiplier(quantity);
    },
  });
  return (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
}

/** With the threshold of this device, from the next scan on when another is chosen. */
function listenToScanner(heard: ScannerListeners): void {
  const attach = () =>
    attachScanner(document, heard, { ...DEFAULT_SCAN_SETTINGS, interKeyMs: readScanThreshold() });
  let detach = attach();
  subscribeScanThreshold(() => {
    detach();
    detach = attach();
  });
}
