"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useMessages } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import type { KeyLayer } from "./key-layers";
import { TillButton } from "./till-button";
import { useKeys } from "./use-keys";
import { useLayout } from "./use-layout";

export type PanelFrameProps = {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  /** Stays at the foot while the rest scrolls. */
  footer?: ReactNode;
  layer?: KeyLayer;
  /** Rows reach both edges; what does not pads itself. */
  isFlush?: boolean;
};

/** Focus goes in when a panel opens and back to where it came from when it closes. */
function useBorrowedFocus() {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    if (!frame.current?.contains(before)) {
      frame.current?.focus({ preventScroll: true });
    }
    return () => {
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus({ preventScroll: true });
      }
    };
  }, []);
  return frame;
}

/** Fills the cart's column, or the screen of a phone; what stands beside it stays alive. */
export function PanelFrame(props: PanelFrameProps) {
  const { title, onClose, children, footer, layer, isFlush = false } = props;
  const { ui } = useMessages();
  const titleId = useId();
  const layout = useLayout();
  const frame = useBorrowedFocus();
  useKeys({ ...layer, keys: { escape: onClose, ...layer?.keys } });
  return (
    <div
      ref={frame}
      role="dialog"
      aria-labelledby={titleId}
      tabIndex={-1}
      className={classNames(
        "absolute inset-0 z-30 flex animate-sheet-in flex-col border-border bg-surface-raised outline-none",
        "md:shadow-sheet rtl:[--sheet-from:-100%]",
      )}
    >
      <div className="flex min-h-16 shrink-0 items-center justify-between gap-3 py-2 ps-6 pe-4 max-md:ps-4">
        <h2 id={titleId} className="min-w-0 text-balance text-title">
          {title}
        </h2>
        <TillButton
          kind="quiet"
          size="till"
          icon={<X aria-hidden="true" />}
          {...(layout === "desktop" && { keyCap: "Esc" })}
          className="shrink-0 pe-1"
          onPress={onClose}
        >
          {ui.close}
        </TillButton>
      </div>
      <div
        className={classNames(
          "pane flex min-h-0 flex-1 flex-col",
          !isFlush && "px-6 pb-6 max-md:px-4",
        )}
      >
        {children}
      </div>
      {footer && <div className="shrink-0 px-6 pt-3 pb-5 max-md:px-4">{footer}</div>}
    </div>
  );
}
