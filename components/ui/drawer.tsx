"use client";

import type { ReactNode } from "react";
import { Dialog as AriaDialog, Modal, ModalOverlay } from "react-aria-components";
import { classNames } from "./class-names";
import { SCRIM } from "./dialog";

export type DrawerProps = {
  isOpen: boolean;
  onClose: () => void;
  /** Read aloud. */
  label: string;
  children: ReactNode;
};

const EDGE = "rounded-t-drawer border-border border-t bg-surface-raised shadow-drawer";

function Grip() {
  return (
    <span
      aria-hidden="true"
      className="mx-auto my-1.5 block h-1 w-9 shrink-0 rounded-full bg-border-strong"
    />
  );
}

/** The whole drawer, over the page. */
export function Drawer({ isOpen, onClose, label, children }: DrawerProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className={classNames(SCRIM, "flex items-end")}
    >
      <Modal
        className={classNames(
          EDGE,
          "flex max-h-[calc(100%-3rem)] w-full flex-col data-entering:animate-drawer-in data-exiting:animate-drawer-out",
        )}
      >
        <AriaDialog aria-label={label} className="flex min-h-0 flex-1 flex-col outline-none">
          <Grip />
          <div className="pane min-h-0 flex-1 px-4 pb-4">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export type DrawerPeekProps = {
  /** Read aloud. */
  label: string;
  children: ReactNode;
  className?: string;
};

/** The part of a drawer that always shows at the foot of a phone screen. */
export function DrawerPeek({ label, children, className }: DrawerPeekProps) {
  return (
    <section
      aria-label={label}
      className={classNames(EDGE, "relative z-10 flex flex-col px-4 pb-4", className)}
    >
      <Grip />
      {children}
    </section>
  );
}
