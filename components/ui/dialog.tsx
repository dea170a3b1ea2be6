"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useMessages } from "../messages/use-messages";
import { Button } from "./button";
import { classNames } from "./class-names";
import { IconButton } from "./icon-button";

export type OverlaySurface = "till" | "office";

export type DialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  /** One sentence under the title. */
  description?: ReactNode;
  children?: ReactNode;
  /** Keys at the foot, the way on first. */
  footer?: ReactNode;
  /** A sunken second column at the end, as for a PIN pad. */
  side?: ReactNode;
  width?: "narrow" | "normal" | "wide";
  surface?: OverlaySurface;
  /** Esc and a press outside no longer close it; give another way out. */
  isSticky?: boolean;
  isAlert?: boolean;
};

export const SCRIM =
  "fixed inset-0 z-40 bg-scrim data-entering:animate-fade-in data-exiting:animate-fade-out";

const WIDTHS = { narrow: "max-w-md", normal: "max-w-xl", wide: "max-w-[872px]" };

export function OverlayCloseButton({
  surface,
  onClose,
}: {
  surface: OverlaySurface;
  onClose: () => void;
}) {
  const { ui } = useMessages();
  return surface === "till" ? (
    <Button kind="quiet" size="till" icon={<X />} keyCap="Esc" onPress={onClose} className="-me-3">
      {ui.close}
    </Button>
  ) : (
    <IconButton
      icon={<X />}
      label={ui.close}
      hasTooltip={false}
      onPress={onClose}
      className="-me-2"
    />
  );
}

export function Dialog(props: DialogProps) {
  const { isOpen, onClose, title, description, children, footer, side, ...look } = props;
  const { width = side ? "wide" : "normal", surface = "office", isSticky, isAlert } = look;
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!(isSticky || isAlert)}
      isKeyboardDismissDisabled={isSticky ?? false}
      className={classNames(SCRIM, "flex items-center justify-center p-4")}
    >
      <Modal
        className={classNames(
          "flex max-h-full w-full overflow-hidden rounded-overlay border border-border bg-surface-raised shadow-overlay data-entering:animate-rise-in",
          WIDTHS[width],
        )}
      >
        <AriaDialog
          role={isAlert ? "alertdialog" : "dialog"}
          className="flex max-h-full min-w-0 flex-1 flex-col outline-none md:flex-row"
        >
          <div
            className={classNames(
              "flex min-h-0 min-w-0 flex-1 flex-col",
              surface === "till" ? "p-8 pb-6" : "p-6",
            )}
          >
            <div className="flex items-start gap-4">
              <div className="min-w-0 flex-1">
                <Heading slot="title" className="text-overlay-title">
                  {title}
                </Heading>
                {description && (
                  <p
                    className={classNames(
                      "mt-1.5 text-text-muted",
                      surface === "till" ? "text-till-key font-regular" : "text-statement",
                    )}
                  >
                    {description}
                  </p>
                )}
              </div>
              {!(isSticky || isAlert || side) && (
                <OverlayCloseButton surface={surface} onClose={onClose} />
              )}
            </div>
            {children && <div className="pane -mx-2 mt-5 min-h-0 flex-1 px-2 pb-1">{children}</div>}
            {footer && <div className="mt-6 flex flex-wrap items-center gap-3">{footer}</div>}
          </div>
          {side && (
            <div className="flex shrink-0 flex-col items-center border-border border-t bg-surface p-6 md:w-86 md:border-t-0 md:border-s">
              {side}
            </div>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
