import type { StorageReport } from "../../core/sync/storage-report";
import type { StorageRoom } from "../react/till-state";
import type { EngineCore } from "./engine-core";

const WARN_SHARE = 0.7;
const STOP_SHARE = 0.85;

/**
 * How much room the browser leaves [TC9]: scarce is worth a word, out keeps the cache from growing.
 * The log is written whatever this says.
 */
export function storageRoom(storage: StorageReport | null): StorageRoom {
  const share = usedShare(storage);
  if (share === null) return "unknown";
  if (share >= STOP_SHARE) return "out";
  return share >= WARN_SHARE ? "scarce" : "plenty";
}

/** Used over allowed, 0 to 1; null when the browser does not say. */
export function usedShare(storage: StorageReport | null): number | null {
  const { usedBytes = null, quotaBytes = null } = storage ?? {};
  return usedBytes === null || quotaBytes === null || quotaBytes <= 0
    ? null
    : Math.min(1, usedBytes / quotaBytes);
}

/** Keep what the browser said; the same again changes nothing. */
export function noteStorage(core: EngineCore, storage: StorageReport): void {
  const before = core.state().storage;
  const isSame =
    before?.isPersisted === storage.isPersisted &&
    before.usedBytes === storage.usedBytes &&
    before.quotaBytes === storage.quotaBytes;
  if (!isSame) core.patch({ storage });
}
