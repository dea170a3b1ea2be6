import type { StorageReport } from "../../core/sync/storage-report";

const LOOK_EVERY_MS = 30_000;

/** Ask the browser to keep the log; the answer is its promise and how much room there is. */
export async function askToKeep(storage: StorageManager | undefined): Promise<StorageReport> {
  const isKept = (await storage?.persisted?.()) || ((await storage?.persist?.()) ?? null);
  return { ...(await readRoom(storage)), isPersisted: isKept };
}

async function readRoom(
  storage: StorageManager | undefined,
): Promise<Omit<StorageReport, "isPersisted">> {
  const { usage = null, quota = null } = (await storage?.estimate?.()) ?? {};
  return { usedBytes: usage && Math.round(usage), quotaBytes: quota && Math.round(quota) };
}

/** Ask at the start, then look again for as long as the page lives. */
export function watchStorage(
  storage: StorageManager | undefined,
  note: (report: StorageReport) => void,
): void {
  const look = (): void => {
    const report = async () => {
      const isPersisted = (await storage?.persisted?.()) ?? null;
      note({ ...(await readRoom(storage)), isPersisted });
    };
    // A browser that does not say how much room there is says nothing; nothing waits for it.
    report().catch(() => undefined);
  };
  askToKeep(storage).then(note, () =>
    note({ isPersisted: null, usedBytes: null, quotaBytes: null }),
  );
  setInterval(look, LOOK_EVERY_MS);
}
