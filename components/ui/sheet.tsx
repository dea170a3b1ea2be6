"use client";

import { type KeyboardEvent, type ReactNode, useId } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { classNames } from "./class-names";
import { OverlayCloseButton, type OverlaySurface, SCRIM } from "./dialog";

export type SheetProps = {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  surface?: OverlaySurface;
  /**
   * Without it the sheet covers its nearest positioned ancestor and leaves the rest of the screen
   * alive, so a scan or a tap beside it still counts.
   */
  isModal?: boolean;
  width?: "normal" | "wide";
};

type SheetBodyProps = Omit<SheetProps, "isOpen" | "isModal" | "width"> & { heading: ReactNode };

function SheetBody({ heading, children, footer, surface = "office", onClose }: SheetBodyProps) {
  return (
    <>
      <div className="flex min-h-16 shrink-0 items-center justify-between gap-4 px-6">
        {heading}
        <OverlayCloseButton surface={surface} onClose={onClose} />
      </div>
      <div className="pane min-h-0 flex-1 px-6 pb-6">{children}</div>
      {footer && (
        <div
          className={classNames(
            "flex shrink-0 flex-wrap items-center gap-3 px-6 py-4",
            surface === "office" && "border-border border-t",
          )}
        >
          {footer}
        </div>
      )}
    </>
  );
}

const PANEL =
  "flex flex-col border-border border-s bg-surface-raised shadow-sheet rtl:[--sheet-from:-100%]";

export function Sheet({ isOpen, isModal = true, width = "normal", ...body }: SheetProps) {
  const titleId = useId();
  if (!isModal) {
    if (!isOpen) {
      return null;
    }
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        body.onClose();
      }
    };
    return (
      <div
        role="dialog"
        aria-labelledby={titleId}
        onKeyDown={closeOnEscape}
        className={classNames(PANEL, "absolute inset-y-0 end-0 -start-px z-20 animate-sheet-in")}
      >
        <SheetBody
          {...body}
          heading={
            <h2 id={titleId} className="text-title">
              {body.title}
            </h2>
          }
        />
      </div>
    );
  }
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && body.onClose()}
      isDismissable
      className={classNames(SCRIM, "flex justify-end")}
    >
      <Modal
        className={classNames(
          PANEL,
          "h-full w-full data-entering:animate-sheet-in data-exiting:animate-sheet-out",
          width === "wide" ? "max-w-3xl" : "max-w-110",
        )}
      >
        <AriaDialog className="flex min-h-0 flex-1 flex-col outline-none">
          <SheetBody
            {...body}
            heading={
              <Heading slot="title" className="text-title">
                {body.title}
              </Heading>
            }
          />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
