import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";
import { type Figure, spreadOf } from "../figures";
import type { Device } from "./bench-browser";

const TARGET_KB = 300;

type Scripts = { readonly kilobytes: number; readonly files: number };

/** Scripts of a page that nothing is kept of, until it is ready. The device is enrolled and locked. */
export async function measureFirstLoad(device: Device): Promise<Figure> {
  const { page, cdp } = device;
  await cdp.send("Network.enable");
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
  await cdp.send("Network.setBypassServiceWorker", { bypass: true });
  const bare = await scriptsOf(page, async () => {
    await page.goto("/there-is-no-such-page", { waitUntil: "load" });
  });
  const till = await scriptsOf(page, async () => {
    await page.goto("/till", { waitUntil: "load" });
    await page.getByRole("group", { name: "PIN keys" }).waitFor();
  });
  await cdp.send("Network.setBypassServiceWorker", { bypass: false });
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: false });
  await cdp.send("Network.disable");
  return {
    name: "first-load scripts, gzipped",
    unit: "kB",
    spread: spreadOf([till.kilobytes]),
    baseline: { name: "page without content", spread: spreadOf([bare.kilobytes]) },
    target: { text: `≤ ${TARGET_KB} kB`, isMet: till.kilobytes <= TARGET_KB },
    note: `${till.files} files; the bare page has ${bare.files}.`,
  };
}

async function scriptsOf(page: Page, open: () => Promise<void>): Promise<Scripts> {
  const responses: Response[] = [];
  const hear = (response: Response) => {
    if (response.request().resourceType() === "script") responses.push(response);
  };
  page.on("response", hear);
  await open();
  page.off("response", hear);
  const byUrl = new Map(responses.map((response) => [response.url(), response]));
  let bytes = 0;
  for (const response of byUrl.values()) bytes += gzipSync(await response.body()).length;
  return { kilobytes: bytes / 1_000, files: byUrl.size };
}
