"use client";

import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuTrigger,
  Popover,
} from "react-aria-components";
import { classNames } from "./class-names";
import { KeyCap } from "./key-cap";
import { MENU_ITEM, POPOVER_PANEL } from "./popover-classes";

export type MenuItem = {
  id: string;
  label: string;
  hint?: string;
  icon?: ReactNode;
  keyCap?: string;
  isDanger?: boolean;
  isDisabled?: boolean;
  isSelected?: boolean;
  /** Followed through the RouterProvider of react-aria-components. */
  href?: string;
};

export type MenuProps = {
  trigger: ReactElement;
  label: string;
  items: ReadonlyArray<MenuItem>;
  onAction?: (id: string) => void;
  size?: "till" | "office";
  placement?: "bottom start" | "bottom end" | "top start" | "top end";
};

export function Menu(props: MenuProps) {
  const { trigger, label, items, onAction, size = "office", placement = "bottom start" } = props;
  return (
    <MenuTrigger>
      {trigger}
      <Popover placement={placement} offset={6} className={classNames(POPOVER_PANEL, "min-w-52")}>
        <AriaMenu
          aria-label={label}
          className="pane max-h-[70dvh] p-1 outline-none"
          {...(onAction && { onAction: (key) => onAction(String(key)) })}
        >
          {items.map((item) => (
            <AriaMenuItem
              key={item.id}
              id={item.id}
              textValue={item.label}
              isDisabled={item.isDisabled ?? false}
              {...(item.href && { href: item.href })}
              className={classNames(
                MENU_ITEM,
                size === "till" && "min-h-12 text-till-key",
                item.isDanger && "text-danger",
              )}
            >
              {item.icon}
              <span className="flex min-w-0 flex-1 flex-col">
                <span>{item.label}</span>
                {item.hint && <span className="text-small text-text-muted">{item.hint}</span>}
              </span>
              {item.isSelected && <Check className="text-accent-text" />}
              {item.keyCap && <KeyCap>{item.keyCap}</KeyCap>}
            </AriaMenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
