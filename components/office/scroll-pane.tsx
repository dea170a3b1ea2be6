import type { ReactNode } from "react";
import { classNames } from "../ui/class-names";

export type ScrollPaneProps = {
  /** Read aloud when the pane is reached. */
  label: string;
  children: ReactNode;
  className?: string;
};

/** A part that scrolls by itself although nothing in it can be focused. */
export function ScrollPane({ label, children, className }: ScrollPaneProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would speak of a form.
    <div
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      tabIndex={0}
      aria-label={label}
      className={classNames("pane focus-inset", className)}
    >
      {children}
    </div>
  );
}
