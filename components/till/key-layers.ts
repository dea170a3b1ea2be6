import { flushSync } from "react-dom";
import { readScanThreshold } from "../../till/react/scan-threshold";

/**
 * What keys mean, in layers: the top layer that knows a key gets it. Printable keys wait a blink,
 * because a scanner types too: a key that others follow at once is part of a code and means nothing
 * by itself.
 */
export type KeyLayer = {
  /** Answering false hands the key on to the layers below. */
  readonly keys: Readonly<Record<string, () => unknown>>;
  /** Digits, decimal sign and multiplication sign, for what collects a number. */
  readonly onNumberKey?: (key: string) => void;
  /** Layers below hear nothing but the function keys. */
  readonly isExclusive?: boolean;
};

/** A little longer than the scanner's ear waits between two keys of one code. */
const BURST_OVER_THRESHOLD_MS = 10;
/** Fewer keys than this in one burst are a quick hand, not a scanner. */
const SCAN_LENGTH_MIN = 4;

const FUNCTION_KEY = /^f\d+$/;

const layers: { current: KeyLayer }[] = [];
let burst: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

function isNumberKey(key: string): boolean {
  return /^[\d.,*]$/.test(key);
}

function deliver(key: string): boolean {
  for (let index = layers.length - 1; index >= 0; index -= 1) {
    const layer = layers[index]?.current;
    const act = layer?.keys[key];
    if (act && act() !== false) {
      return true;
    }
    if (layer?.onNumberKey && isNumberKey(key)) {
      layer.onNumberKey(key);
      return true;
    }
    if (layer?.isExclusive && !FUNCTION_KEY.test(key)) {
      return false;
    }
  }
  return false;
}

function endBurst(): void {
  clearTimeout(timer);
  const keys = burst;
  burst = [];
  if (keys.length < SCAN_LENGTH_MIN) {
    for (const key of keys) {
      deliver(key);
    }
  }
}

function isEditing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("button,a,[role=radio]") !== null;
}

function isLetterKey(event: KeyboardEvent): boolean {
  return event.key.length === 1 && event.key !== " ";
}

function takePrintable(event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  if (key === "/" || key === "'") {
    // Firefox opens its quick find on these.
    event.preventDefault();
  }
  if (event.repeat) {
    deliver(key);
    return;
  }
  burst.push(key);
  clearTimeout(timer);
  timer = setTimeout(endBurst, readScanThreshold() + BURST_OVER_THRESHOLD_MS);
}

function isForUs(event: KeyboardEvent): boolean {
  return !(event.isComposing || event.ctrlKey || event.metaKey || event.altKey);
}

/** Before everyone else, because the scanner's ear swallows the keys of a code. */
function hearPrintable(event: KeyboardEvent): void {
  if (isForUs(event) && isLetterKey(event) && !isEditing(event.target)) {
    takePrintable(event);
  }
}

/** After everyone else: the rest of the keys means something only when nobody took it. */
function hearCommand(event: KeyboardEvent): void {
  if (!isForUs(event) || isLetterKey(event)) {
    return;
  }
  if (event.key === "Enter") {
    const isScan = burst.length >= SCAN_LENGTH_MIN;
    // Drawn before Enter is heard: otherwise it would take the number without its last digit.
    flushSync(endBurst);
    if (isScan) {
      return;
    }
  }
  const key = event.key.toLowerCase();
  if (event.defaultPrevented || isKeyOfTarget(key, event.target)) {
    return;
  }
  if (deliver(key)) {
    event.preventDefault();
  }
}

/** Keys that the focused element needs for itself. */
function isKeyOfTarget(key: string, target: EventTarget | null): boolean {
  if (key === "escape" || FUNCTION_KEY.test(key)) {
    return false;
  }
  return isEditing(target) || (key === "enter" && isPressable(target));
}

function start(): void {
  window.addEventListener("keydown", hearPrintable, { capture: true });
  window.addEventListener("keydown", hearCommand);
}

function stop(): void {
  window.removeEventListener("keydown", hearPrintable, { capture: true });
  window.removeEventListener("keydown", hearCommand);
  clearTimeout(timer);
  burst = [];
}

/** Puts a layer on top; the answer takes it away. */
export function addKeyLayer(layer: { current: KeyLayer }): () => void {
  if (layers.push(layer) === 1) {
    start();
  }
  return () => {
    layers.splice(layers.indexOf(layer), 1);
    if (layers.length === 0) {
      stop();
    }
  };
}
