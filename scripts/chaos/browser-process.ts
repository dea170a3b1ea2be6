import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { type Browser, chromium } from "@playwright/test";
import type { Chromium } from "../browser/chromium";
import type { ProcessIdentity } from "../process/process-identity";
import { requireIdentity } from "./kill-process";

const READY_WITHIN_MS = 60_000;
const TIMEZONE = "Africa/Nairobi";

/** As a register runs it: no questions, no throttling, everything in the profile. */
const ARGS = [
  "--remote-debugging-port=0",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
  "--disable-component-update",
  "--disable-sync",
  "--password-store=basic",
  "--use-mock-keychain",
  "--hide-crash-restore-bubble",
  "--lang=en-GB",
  "--window-size=1280,800",
];

export type BrowserProcess = {
  /** Killed as a group, the whole browser is gone. */
  readonly leader: ProcessIdentity;
  readonly connect: () => Promise<Browser>;
};

/**
 * A browser that leads a process group of its own, so that all of it can be killed at once; driven
 * over its debugging port, because a driver that starts it would also end it gracefully.
 */
export function startBrowser(profile: string, found: Chromium): BrowserProcess {
  const headless = found.args.some((arg) => arg.startsWith("--headless")) ? [] : ["--headless=new"];
  const child = spawn(
    found.executablePath,
    [...ARGS, ...headless, ...found.args, `--user-data-dir=${profile}`, "about:blank"],
    {
      env: { ...process.env, ...found.env, TZ: TIMEZONE },
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const endpoint = readEndpoint(child);
  return {
    leader: requireIdentity(child.pid, "the browser"),
    connect: async () => chromium.connectOverCDP(await endpoint),
  };
}

async function readEndpoint(child: ChildProcess): Promise<string> {
  const { stderr } = child;
  if (!stderr) throw new Error("the browser has no voice");
  const lines = createInterface({ input: stderr });
  const signal = AbortSignal.timeout(READY_WITHIN_MS);
  const failed = once(child, "exit", { signal }).then(() => {
    throw new Error("the browser ended while starting");
  });
  const found = new Promise<string>((resolve) => {
    // Goes on reading afterwards: a full pipe would stop the browser.
    lines.on("line", (line) => {
      const [, address] = /DevTools listening on (ws:\S+)/.exec(line) ?? [];
      if (address) resolve(address);
    });
  });
  return Promise.race([found, failed]);
}
