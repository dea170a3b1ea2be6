/** One key as the browser told it; `at` is the event's own time, not when we got to it. */
export type ScanKey = {
  readonly key: string;
  readonly at: number;
  /** The key is held down and repeats by itself: a finger, never a scanner. */
  readonly isRepeat: boolean;
  readonly isControl: boolean;
};

export type ScanSettings = {
  /**
   * Longest time between the first keys of one scan. One gap among them, and every later one, may
   * be three times as long: a busy device stalls, a typist is slow all the time.
   */
  readonly interKeyMs: number;
  /** Fewer quick keys than this are somebody typing. */
  readonly lengthMin: number;
};

export const DEFAULT_SCAN_SETTINGS: ScanSettings = { interKeyMs: 50, lengthMin: 4 };

/**
 * What to do with a key. `swallow` keeps it from the page; `isStart` says that a scan may have
 * begun, so what stands in the focused field now is what must stand there afterwards; `undoes` asks
 * to bring that back.
 */
export type ScanStep = {
  readonly swallow: boolean;
  readonly isStart: boolean;
  readonly undoes: boolean;
  readonly scan: string | null;
  readonly multiplier: string | null;
};

const NOTHING: ScanStep = {
  swallow: false,
  isStart: false,
  undoes: false,
  scan: null,
  multiplier: null,
};

/** How much longer a stall may be than an ordinary gap. */
const STALL_PATIENCE = 3;
const GROUP_SEPARATOR = "\u001d";
const TYPED_FOR_MS = 3_000;

export type ScanReader = {
  readonly key: (key: ScanKey) => ScanStep;
  /** Ask when the time of `endsAt` has come: ends a scan that has no suffix. */
  readonly wait: (at: number) => ScanStep;
  /** When a scan without a suffix is over; null while none is being read. */
  readonly endsAt: () => number | null;
};

/**
 * Tells a scanner from a typist by the time between keys [TD2]. The first keys of a scan look like
 * typing and are let through; with the one that proves it they are undone. Enter or Tab right after
 * belongs to the scan.
 */
export function createScanReader(settings: ScanSettings = DEFAULT_SCAN_SETTINGS): ScanReader {
  let text = "";
  let lastAt = Number.NEGATIVE_INFINITY;
  let hasStalled = false;
  let typed = "";
  let typedAt = 0;

  const isScan = () => text.length >= settings.lengthMin;

  const longestGapMs = () => settings.interKeyMs * (isScan() || !hasStalled ? STALL_PATIENCE : 1);

  function take(): string | null {
    const scan = isScan() ? text : null;
    text = "";
    return scan;
  }

  function readCharacter(character: string, at: number, isQuick: boolean): ScanStep {
    const scan = isQuick ? null : take();
    if (text === "") hasStalled = false;
    else if (at - lastAt > settings.interKeyMs) hasStalled = true;
    text += character;
    lastAt = at;
    const isProof = text.length === settings.lengthMin;
    if (isScan()) typed = "";
    return {
      ...NOTHING,
      scan,
      isStart: text.length === 1,
      swallow: isScan(),
      undoes: isProof,
      multiplier: isScan() ? null : readTyped(character, at),
    };
  }

  /** Digits typed by hand and a star: `3*` before the next scan. */
  function readTyped(character: string, at: number): string | null {
    if (at - typedAt > TYPED_FOR_MS) typed = "";
    typedAt = at;
    if (/[\d.]/.test(character)) {
      typed += character;
      return null;
    }
    const number = character === "*" && typed !== "" ? typed : null;
    typed = "";
    return number;
  }

  function key(pressed: ScanKey): ScanStep {
    const isQuick = pressed.at - lastAt <= longestGapMs();
    if (pressed.key === "Shift" || pressed.key === "CapsLock") return NOTHING;
    const character = characterOf(pressed, isQuick && text !== "");
    if (character !== null) return readCharacter(character, pressed.at, isQuick);
    const isSuffix = (pressed.key === "Enter" || pressed.key === "Tab") && isQuick;
    const scan = take();
    typed = "";
    return { ...NOTHING, scan, swallow: isSuffix && scan !== null };
  }

  return {
    key,
    wait(at) {
      const isOver = text !== "" && at - lastAt > longestGapMs();
      return isOver ? { ...NOTHING, scan: take() } : NOTHING;
    },
    endsAt: () => (isScan() ? lastAt + longestGapMs() + 1 : null),
  };
}

/** The text of a key, or null when it is none. Scanners send a GS1 separator as Ctrl+]. */
function characterOf(pressed: ScanKey, isInScan: boolean): string | null {
  if (pressed.isRepeat) return null;
  if (pressed.isControl) return pressed.key === "]" && isInScan ? GROUP_SEPARATOR : null;
  return pressed.key.length === 1 ? pressed.key : null;
}
