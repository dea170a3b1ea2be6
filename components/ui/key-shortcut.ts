const NAMES: Record<string, string> = {
  Ctrl: "Control",
  Esc: "Escape",
  Del: "Delete",
  "\u2212": "-",
};

/** What stands on a key cap, in the words of aria-keyshortcuts: "Ctrl K" is "Control+K". */
export function keyShortcut(keyCap: string): string {
  return keyCap
    .split(" ")
    .map((key) => NAMES[key] ?? key)
    .join("+");
}
