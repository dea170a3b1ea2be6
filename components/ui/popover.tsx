"use client";

import type { ReactElement, ReactNode } from "react";
import { Popover as AriaPopover, Dialog, DialogTrigger } from "react-aria-components";
import { classNames } from "./class-names";
import { POPOVER_PANEL } from "./popover-classes";

export type PopoverProps = {
  /** A Button or IconButton of the kit. */
  trigger: ReactElement;
  /** Read aloud. */
  label: string;
  children: ReactNode;
  placement?: "top" | "bottom" | "bottom start" | "bottom end" | "start" | "end";
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  className?: string;
};

export function Popover(props: PopoverProps) {
  const { trigger, label, children, placement = "bottom start", isOpen, onOpenChange } = props;
  return (
    <DialogTrigger
      {...(isOpen !== undefined && { isOpen })}
      {...(onOpenChange && { onOpenChange })}
    >
      {trigger}
      <AriaPopover placement={placement} offset={6} className={POPOVER_PANEL}>
        <Dialog
          aria-label={label}
          className={classNames("pane max-h-[70dvh] max-w-90 p-4 outline-none", props.className)}
        >
          {children}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
