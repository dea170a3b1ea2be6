"use client";

import type { ReactElement, ReactNode } from "react";
import { Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components";

export type TooltipProps = {
  text: ReactNode;
  /** One focusable element of the kit. */
  children: ReactElement;
  placement?: "top" | "bottom" | "start" | "end";
};

export function Tooltip({ text, children, placement = "top" }: TooltipProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      {children}
      <AriaTooltip
        placement={placement}
        offset={6}
        className="max-w-72 rounded-control bg-text px-2.5 py-1.5 text-small text-surface shadow-popover data-entering:animate-fade-in"
      >
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
