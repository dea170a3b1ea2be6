"use client";

import { Menu } from "lucide-react";
import { type MouseEvent, type ReactNode, useState } from "react";
import { useMessages } from "../messages/use-messages";
import { Button } from "./button";
import { Drawer } from "./drawer";

export type SideFrameProps = {
  /** Top of the navigation, and of the bar on a narrow screen. */
  brand: ReactNode;
  /** Between brand and navigation: the search. */
  tools?: ReactNode;
  /** A NavList. */
  navigation: ReactNode;
  /** Foot of the navigation. */
  account?: ReactNode;
  children: ReactNode;
};

/** Navigation at the side and a page that scrolls; below 1024 px the navigation is a drawer. */
export function SideFrame({ brand, tools, navigation, account, children }: SideFrameProps) {
  const { ui } = useMessages();
  const [isOpen, setIsOpen] = useState(false);

  function closeOnLink(event: MouseEvent) {
    if (event.target instanceof Element && event.target.closest("a")) {
      setIsOpen(false);
    }
  }

  return (
    <div className="flex h-dvh flex-col overflow-hidden lg:flex-row">
      <a
        href="#content"
        className="sr-only rounded-control bg-surface-raised px-3 py-2 text-accent-text focus-visible:not-sr-only focus-visible:fixed focus-visible:start-4 focus-visible:top-4 focus-visible:z-50"
      >
        {ui.skipToContent}
      </a>
      <aside className="hidden w-54 shrink-0 flex-col border-border border-e bg-surface-sunken p-3 lg:flex">
        {brand}
        {tools && <div className="mt-2 mb-3">{tools}</div>}
        <div className="pane -mx-1.5 min-h-0 flex-1 px-1.5 py-0.5">{navigation}</div>
        {account && <div className="pt-3">{account}</div>}
      </aside>
      <header className="flex h-14 shrink-0 items-center justify-between gap-3 border-border border-b bg-surface-raised ps-3 pe-2 lg:hidden">
        <div className="min-w-0">{brand}</div>
        <Button kind="quiet" size="till" icon={<Menu />} onPress={() => setIsOpen(true)}>
          {ui.menu}
        </Button>
      </header>
      <Drawer isOpen={isOpen} onClose={() => setIsOpen(false)} label={ui.menu}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the action. */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: a followed link clicks, however it is followed. */}
        <div onClick={closeOnLink} className="flex flex-col gap-3 pt-2">
          {tools}
          {navigation}
          {account}
        </div>
      </Drawer>
      <main
        id="content"
        tabIndex={-1}
        className="pane flex min-w-0 flex-1 flex-col px-4 pb-5 md:px-6"
      >
        {children}
      </main>
    </div>
  );
}
