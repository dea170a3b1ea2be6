import { classNames } from "./class-names";

export type ButtonKind = "primary" | "outline" | "quiet" | "danger" | "danger-solid";
export type ButtonSize = "pay" | "key-64" | "key" | "till" | "form" | "office";

export type ButtonLook = {
  kind?: ButtonKind | undefined;
  size?: ButtonSize | undefined;
  /** The darker edge of pay keys and of the lesser key in an overlay. */
  isStrongEdge?: boolean | undefined;
  isFullWidth?: boolean | undefined;
  /** Icon above the word. */
  isStacked?: boolean | undefined;
  className?: string | undefined;
};

const SIZES: Record<ButtonSize, string> = {
  pay: "min-h-20 gap-3 rounded-card px-2 text-price icon-26",
  "key-64": "min-h-16 gap-2.5 rounded-till px-4 text-till-amount icon-22",
  key: "min-h-14 gap-2 rounded-till px-2 text-till-key icon-20",
  till: "min-h-12 gap-2 rounded-till px-2 text-till-key icon-20",
  form: "min-h-11 gap-2 rounded-control px-4.5 text-statement font-key icon-18",
  office: "min-h-9 gap-2 rounded-control px-3 text-body font-key icon-16",
};

const KINDS: Record<ButtonKind, string> = {
  primary:
    "border-transparent bg-accent text-on-accent hover:bg-accent-hover active:bg-accent-hover data-pressed:bg-accent-hover",
  outline:
    "bg-surface-raised text-text hover:bg-surface-hover active:bg-surface-sunken data-pressed:bg-surface-sunken",
  quiet:
    "border-transparent bg-transparent text-text hover:bg-surface-hover active:bg-surface-sunken data-pressed:bg-surface-sunken",
  danger:
    "bg-surface-raised text-danger hover:bg-danger-soft active:bg-danger-soft data-pressed:bg-danger-soft",
  "danger-solid":
    "border-transparent bg-danger-solid text-on-danger active:opacity-85 data-pressed:opacity-85",
};

function edgeOf(kind: ButtonKind, size: ButtonSize, isStrongEdge: boolean | undefined): string {
  if (kind !== "outline" && kind !== "danger") {
    return "";
  }
  return (isStrongEdge ?? size === "pay") ? "border-border-strong" : "border-border";
}

/** Classes of a button, for the rare element that is neither Button nor LinkButton. */
export function buttonClasses(look: ButtonLook = {}): string {
  const kind = look.kind ?? "outline";
  const size = look.size ?? "office";
  return classNames(
    "inline-flex min-w-0 select-none items-center justify-center border text-center transition-colors",
    "disabled:cursor-default disabled:opacity-45",
    SIZES[size],
    KINDS[kind],
    edgeOf(kind, size, look.isStrongEdge),
    look.isFullWidth && "w-full",
    look.isStacked && "flex-col gap-1 text-till-key",
    look.className,
  );
}
