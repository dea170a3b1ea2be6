"use client";

import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button, type ButtonProps } from "react-aria-components";
import { useMessages } from "../messages/use-messages";
import { classNames } from "./class-names";

export type FilterChipProps = {
  name: string;
  value: ReactNode;
  onRemove: () => void;
  /** Opens the filter again. */
  onPress?: () => void;
  className?: string;
};

export function FilterChip({ name, value, onRemove, onPress, className }: FilterChipProps) {
  const { ui } = useMessages();
  const words = (
    <>
      {name} <span className="font-amount">{value}</span>
    </>
  );
  return (
    <span
      className={classNames(
        "tone-accent inline-flex min-h-9 items-center whitespace-nowrap rounded-control font-medium text-body",
        className,
      )}
    >
      {onPress ? (
        <Button onPress={onPress} className="min-h-9 rounded-s-control ps-2.5 pe-1 hover:underline">
          {words}
        </Button>
      ) : (
        <span className="ps-2.5 pe-1">{words}</span>
      )}
      <Button
        aria-label={ui.removeFilter(name)}
        onPress={onRemove}
        className="icon-16 flex min-h-9 w-8 items-center justify-center rounded-control"
      >
        <X />
      </Button>
    </span>
  );
}

export type AddFilterButtonProps = Omit<ButtonProps, "children" | "className" | "style"> & {
  children: ReactNode;
};

/** The trigger of the menu that adds a filter. */
export function AddFilterButton({ children, ...aria }: AddFilterButtonProps) {
  return (
    <Button
      {...aria}
      className="icon-16 inline-flex min-h-9 items-center gap-1.5 rounded-control border border-border-strong border-dashed px-3 text-body text-text-muted transition-colors hover:bg-surface-hover hover:text-text"
    >
      <Plus />
      {children}
    </Button>
  );
}
