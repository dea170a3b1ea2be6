import { expect } from "@playwright/test";
import type { TillPage } from "../../tests/e2e/pages/till-page";
import { type Figure, spreadOf } from "../figures";
import { openDevice, watch } from "./bench-browser";
import type { BenchOwner } from "./fill-shop";

const TARGET_MS = 1_000;
const TRIVIAL_PAGE = "/icons/kaunta.svg";

type ColdStart = {
  readonly profile: string;
  readonly url: string;
  readonly owner: BenchOwner;
  readonly productCount: number;
  readonly rounds: number;
  /** A till over a device's page. */
  readonly tillOf: (device: Awaited<ReturnType<typeof openDevice>>) => TillPage;
};

type Round = {
  readonly trivialMs: number;
  readonly pinMs: number;
  readonly loadedMs: number;
  readonly sellableMs: number;
  readonly unlockMs: number;
  readonly deriveMs: number;
};

/** Each round a new browser process for the till and one for the trivial page; no server answers. */
export async function measureColdStart(terms: ColdStart): Promise<Figure[]> {
  const rounds: Round[] = [];
  for (let round = 0; round < terms.rounds; round += 1) {
    const trivialMs = await openTrivialPage(terms);
    rounds.push({ trivialMs, ...(await openTill(terms)) });
  }
  const of = (part: keyof Round) => spreadOf(rounds.map((round) => round[part]));
  const trivial = { name: "a trivial page from the same worker", spread: of("trivialMs") };
  const sellable = of("sellableMs");
  return [
    {
      name: "offline start until sellable",
      unit: "ms",
      spread: sellable,
      baseline: trivial,
      target: { text: `p50 ≤ ${TARGET_MS} ms`, isMet: sellable.p50 <= TARGET_MS },
      note: "from the navigation in a new browser process until PIN keys stand and every code is in memory; a person's typing and the PIN's derivation are not in it.",
    },
    { name: "  of it until PIN keys", unit: "ms", spread: of("pinMs"), baseline: trivial },
    { name: "  of it until every chunk", unit: "ms", spread: of("loadedMs"), baseline: trivial },
    {
      name: "Unlock until the sell screen",
      unit: "ms",
      spread: of("unlockMs"),
      baseline: { name: "the bare PIN derivation", spread: of("deriveMs") },
    },
  ];
}

async function openTrivialPage({ profile, url }: ColdStart): Promise<number> {
  const device = await openDevice(profile, url);
  try {
    await device.page.goto(TRIVIAL_PAGE, { waitUntil: "load" });
    return await device.page.evaluate(() => {
      const [navigation] = performance.getEntriesByType("navigation");
      return (navigation as PerformanceNavigationTiming).loadEventEnd;
    });
  } finally {
    await device.close();
  }
}

async function openTill(terms: ColdStart): Promise<Omit<Round, "trivialMs">> {
  const device = await openDevice(terms.profile, terms.url);
  const { page } = device;
  const till = terms.tillOf(device);
  try {
    await till.open();
    await page.getByRole("group", { name: "PIN keys" }).waitFor();
    const chunks = Math.ceil(terms.productCount / 5_000);
    await expect
      .poll(() => page.evaluate(() => window.kauntaBench.marks.chunkCount), { timeout: 60_000 })
      .toBe(chunks);
    const marks = await page.evaluate(() => window.kauntaBench.marks);
    const pinMs = marks.pinShownMs ?? Number.NaN;
    const loadedMs = marks.chunksLoadedMs ?? Number.NaN;
    const deriveMs = await derivePin(device);
    await typePin(till, terms.owner);
    const unlock = page.getByRole("button", { name: "Unlock" });
    const { ms: unlockMs, isLost } = await watch(device, { event: "click", until: "sell" }, () =>
      unlock.click(),
    );
    if (isLost) throw new Error("the till did not unlock");
    return { pinMs, loadedMs, sellableMs: Math.max(pinMs, loadedMs), unlockMs, deriveMs };
  } finally {
    await device.close();
  }
}

async function typePin(till: TillPage, owner: BenchOwner): Promise<void> {
  await till.page
    .getByRole("list", { name: "Staff of this store" })
    .getByRole("button", { name: owner.displayName })
    .click();
  const keys = till.page.getByRole("group", { name: "PIN keys" });
  for (const digit of owner.pin) {
    await keys.getByRole("button", { name: digit, exact: true }).click();
  }
}

/** What no till can save: the derivation that makes a stolen PIN expensive. */
function derivePin(device: Awaited<ReturnType<typeof openDevice>>): Promise<number> {
  return device.page.evaluate(async () => {
    const begun = performance.now();
    const pin = new TextEncoder().encode("123456");
    const key = await crypto.subtle.importKey("raw", pin, "PBKDF2", false, ["deriveBits"]);
    const salt = new Uint8Array(16);
    await crypto.subtle.deriveBits(
      { name: "PBKDF2", hash: "SHA-256", salt, iterations: 600_000 },
      key,
      256,
    );
    return performance.now() - begun;
  });
}
