import { type BrowserContext, type CDPSession, chromium, type Page } from "@playwright/test";
import { findChromium } from "../../scripts/browser/chromium";
import { installProbe, type Watch, type Watched } from "./page-probe";

/** tsx keeps function names through a helper that the browser does not have. */
const NAME_HELPER = "globalThis.__name ??= (named) => named;";
const SCANNER_KEY_MS = 4;

export type Device = {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly cdp: CDPSession;
  close(): Promise<void>;
};

/** A new browser process on a profile that outlives it, as a register's does. */
export async function openDevice(profile: string, url: string): Promise<Device> {
  const found = await findChromium();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: found.executablePath,
    args: found.args,
    env: { ...process.env, ...found.env } as Record<string, string>,
    baseURL: url,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "Africa/Nairobi",
  });
  context.setDefaultTimeout(60_000);
  await context.addInitScript({ content: NAME_HELPER });
  await context.addInitScript(installProbe);
  const page = context.pages()[0] ?? (await context.newPage());
  const cdp = await context.newCDPSession(page);
  return { context, page, cdp, close: () => context.close() };
}

/** Watch from the next such input to the frame that shows its outcome. */
export async function watch(
  device: Device,
  wanted: Watch,
  input: () => Promise<void>,
): Promise<Watched> {
  await device.page.evaluate((armed) => window.kauntaBench.arm(armed), wanted);
  await input();
  return device.page.evaluate(() => window.kauntaBench.result());
}

/**
 * Key events as a keyboard wedge makes them: the scanner does not wait until the page has dealt
 * with a key before it sends the next.
 */
export async function scan(device: Device, code: string): Promise<void> {
  const sent: Promise<unknown>[] = [];
  for (const digit of code) {
    sent.push(sendKey(device, { key: digit, code: `Digit${digit}`, text: digit }));
    await paceOfScanner();
  }
  sent.push(sendKey(device, { key: "Enter", code: "Enter", text: "\r" }));
  await Promise.all(sent);
}

type Key = { readonly key: string; readonly code: string; readonly text?: string };

export async function sendKey(device: Device, key: Key): Promise<void> {
  const windowsVirtualKeyCode = virtualKeyOf(key.key);
  const type = key.text === undefined ? "rawKeyDown" : "keyDown";
  await Promise.all([
    device.cdp.send("Input.dispatchKeyEvent", { type, ...key, windowsVirtualKeyCode }),
    device.cdp.send("Input.dispatchKeyEvent", {
      type: "keyUp",
      key: key.key,
      code: key.code,
      windowsVirtualKeyCode,
    }),
  ]);
}

/** A key that nobody listens to. */
export function pressNothing(device: Device): Promise<void> {
  return sendKey(device, { key: "Shift", code: "ShiftLeft" });
}

function virtualKeyOf(key: string): number {
  if (key === "Enter") return 13;
  if (key === "Shift") return 16;
  return key.toUpperCase().charCodeAt(0);
}

function paceOfScanner(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, SCANNER_KEY_MS);
  });
}
