export type DeviceWords = {
  /** Null when its header names none that people know. */
  readonly browser: string | null;
  readonly system: string | null;
};

/** The first that fits: browsers name those that they want to be taken for as well. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, "Edge"],
  [/\bOPR\/|\bOpera\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bHeadlessChrome\/|\bChrome\/|\bCriOS\//, "Chrome"],
  [/\bVersion\/[\d.]+.*\bSafari\//, "Safari"],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, "Android"],
  [/\biPad\b/, "iPad"],
  [/\biPhone\b/, "iPhone"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "Mac"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

/** What a browser's header says in words: "Firefox" on "Linux". */
export function deviceWordsOf(userAgent: string | null): DeviceWords {
  const agent = userAgent ?? "";
  return { browser: firstOf(BROWSERS, agent), system: firstOf(SYSTEMS, agent) };
}

function firstOf(known: readonly (readonly [RegExp, string])[], agent: string): string | null {
  return known.find(([pattern]) => pattern.test(agent))?.[1] ?? null;
}
