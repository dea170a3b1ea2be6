import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import type { Envelope } from "../../core/sync/envelope";
import { findChromium } from "../../scripts/browser/chromium";
import { watchPolicy } from "./watched-test";

/** A browser's profile on the disk, which outlives its processes as a till's does. */
export type TillProfile = {
  /** Starts a new process on the profile, its clock set to `clockAt`. */
  open(options: { url: string; clockAt?: number }): Promise<Page>;
  /** Ends the process; what it has not written is gone. */
  close(): Promise<void>;
  remove(): Promise<void>;
};

export function createTillProfile(): TillProfile {
  const directory = mkdtempSync(join(tmpdir(), `kaunta-e2e-profile-${process.pid}-`));
  let context: BrowserContext | null = null;
  const close = async () => {
    await context?.close();
    context = null;
  };
  return {
    async open({ url, clockAt }) {
      const { executablePath, args, env } = await findChromium();
      context = await chromium.launchPersistentContext(directory, {
        executablePath,
        args,
        env: { ...process.env, ...env } as Record<string, string>,
        baseURL: url,
        locale: "en-GB",
        timezoneId: "Africa/Nairobi",
        viewport: { width: 1280, height: 800 },
      });
      watchPolicy(context);
      context.setDefaultTimeout(20_000);
      // It goes on from there, and timers with it.
      if (clockAt !== undefined) await context.clock.install({ time: clockAt });
      return context.pages()[0] ?? (await context.newPage());
    },
    close,
    async remove() {
      await close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export type LoggedEvent = {
  readonly envelope: Envelope;
  readonly documentId: string | null;
  readonly totalMinor: number | null;
};

/** What the till's own log holds, in the order of its chain. */
export async function readTillLog(page: Page): Promise<readonly LoggedEvent[]> {
  const rows = await page.evaluate(
    () =>
      new Promise<unknown[]>((resolve, reject) => {
        const opening = indexedDB.open("kaunta-log");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const { result } = opening;
          const reading = result.transaction("outbox").objectStore("outbox").getAll();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            result.close();
            resolve(reading.result);
          };
        };
      }),
  );
  return (rows as LoggedEvent[]).sort(
    (left, right) => left.envelope.sequence - right.envelope.sequence,
  );
}
