import { classNames } from "./class-names";

export type KeyCapProps = {
  children: string;
  /** On a filled key the cap is drawn in the ink of the key. */
  isOnFill?: boolean;
  className?: string;
};

/** Hidden from assistive technology: the control itself carries aria-keyshortcuts. */
export function KeyCap({ children, isOnFill, className }: KeyCapProps) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "inline-flex h-5 min-w-5 shrink-0 items-center justify-center rounded-cap border px-1.25",
        "whitespace-nowrap font-sans text-key-cap",
        isOnFill
          ? "border-current bg-transparent"
          : "border-border border-b-2 bg-surface-raised text-text-muted",
        className,
      )}
    >
      {children}
    </span>
  );
}
