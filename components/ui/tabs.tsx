"use client";

import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components";
import { classNames } from "./class-names";

export type TabItem = { id: string; label: ReactNode; content: ReactNode };

export type TabsProps = {
  label: string;
  items: ReadonlyArray<TabItem>;
  selectedId?: string;
  onChange?: (id: string) => void;
  size?: "till" | "office";
  className?: string;
};

const TAB =
  "-mb-px inline-flex cursor-pointer select-none items-center border-transparent border-b-2 px-1 text-text-muted transition-colors hover:text-text data-selected:border-accent data-selected:text-text";

export function Tabs(props: TabsProps) {
  const { label, items, selectedId, onChange, size = "office", className } = props;
  return (
    <AriaTabs
      {...(selectedId !== undefined && { selectedKey: selectedId })}
      {...(onChange && { onSelectionChange: (key) => onChange(String(key)) })}
      className={classNames("flex min-h-0 flex-col", className)}
    >
      <TabList aria-label={label} className="flex gap-5 border-border border-b">
        {items.map((item) => (
          <Tab
            key={item.id}
            id={item.id}
            className={classNames(
              TAB,
              size === "till" ? "min-h-12 text-till-key" : "min-h-10 font-key text-body",
            )}
          >
            {item.label}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="min-h-0 flex-1 pt-4 outline-offset-0">
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
