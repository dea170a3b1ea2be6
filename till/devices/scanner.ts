import {
  createScanReader,
  DEFAULT_SCAN_SETTINGS,
  type ScanKey,
  type ScanSettings,
  type ScanStep,
} from "./scan-reader";

export type ScannerListeners = {
  readonly onScan: (text: string) => void;
  /** Digits of a hand-typed `3*`; only when no field has the focus. */
  readonly onMultiplier: (text: string) => void;
};

/** A second look after the timer, so that keys which waited behind a busy page are read first. */
const SECOND_LOOK_MS = 10;

/**
 * Hear a keyboard-wedge scanner wherever the focus is [TD2]. Nothing of a scan reaches the page:
 * its keys are swallowed, its Enter presses nothing, and what leaked into a field before it was
 * recognised is taken back.
 */
export function attachScanner(
  target: Document,
  listeners: ScannerListeners,
  settings: ScanSettings = DEFAULT_SCAN_SETTINGS,
): () => void {
  const reader = createScanReader(settings);
  let before: FieldText | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function follow(step: ScanStep): void {
    if (step.isStart) before = readField(target.activeElement);
    if (step.undoes && before) writeField(before);
    if (step.scan !== null) listeners.onScan(step.scan);
  }

  /** Whether the key was a multiplier's star and so is nobody else's. */
  function followMultiplier(step: ScanStep): boolean {
    if (step.multiplier === null || editableOf(target.activeElement) !== null) return false;
    listeners.onMultiplier(step.multiplier);
    return true;
  }

  function planEnd(at: number): void {
    clearTimeout(timer);
    const endsAt = reader.endsAt();
    if (endsAt === null) return;
    const look = () => follow(reader.wait(endsAt));
    timer = setTimeout(
      () => {
        timer = setTimeout(look, SECOND_LOOK_MS);
      },
      Math.max(0, endsAt - at),
    );
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const step = reader.key(scanKeyOf(event));
    const isTaken = followMultiplier(step) || step.swallow;
    if (isTaken) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    follow(step);
    planEnd(event.timeStamp);
  }

  target.addEventListener("keydown", onKeyDown, { capture: true });
  return () => {
    clearTimeout(timer);
    target.removeEventListener("keydown", onKeyDown, { capture: true });
  };
}

function scanKeyOf(event: KeyboardEvent): ScanKey {
  return {
    key: event.key,
    at: event.timeStamp,
    isRepeat: event.repeat,
    isControl: event.ctrlKey || event.altKey || event.metaKey,
  };
}

type Field = HTMLInputElement | HTMLTextAreaElement;
type FieldText = {
  readonly field: Field;
  readonly value: string;
  readonly caret: number | null;
};

function editableOf(element: Element | null): Field | null {
  const isField =
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement &&
      !["checkbox", "radio", "button"].includes(element.type));
  return isField ? element : null;
}

function readField(element: Element | null): FieldText | null {
  const field = editableOf(element);
  return field ? { field, value: field.value, caret: caretOf(field) } : null;
}

// Number and e-mail fields have no caret to ask for.
function caretOf(field: Field): number | null {
  return field.type === "number" || field.type === "email" ? null : field.selectionStart;
}

/** Set a field's text as a person would: React must hear it, so its own setter is gone around. */
function writeField(before: FieldText): void {
  const { field, value, caret } = before;
  if (field.value === value) return;
  const prototype =
    field instanceof HTMLTextAreaElement
      ? HTMLTextAreaElement.prototype
      : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, value);
  if (caret !== null) field.setSelectionRange(caret, caret);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
