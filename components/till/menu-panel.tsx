"use client";

import {
  Archive,
  Banknote,
  Clock,
  HandCoins,
  Keyboard,
  Lock,
  ReceiptText,
  RefreshCw,
  SlidersHorizontal,
  SquareParking,
  Tag,
  Undo2,
  UserRoundCheck,
  Users,
} from "lucide-react";
import type { ReactNode } from "react";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { PanelFrame } from "./panel-frame";
import { type SellPanel, useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";
import { useLayout } from "./use-layout";
import { usePark } from "./use-park";

type MenuKeyProps = { icon: ReactNode; cap: string; word: string; onPress: () => void };

function MenuKey({ icon, cap, word, onPress }: MenuKeyProps) {
  const hasCaps = useLayout() === "desktop";
  return (
    <TillButton
      size="key-64"
      className="!justify-start !px-3.5 !text-till-key [&>kbd]:ms-auto [&>span:last-child:not(:nth-child(2))]:ms-auto"
      icon={icon}
      aria-keyshortcuts={cap}
      {...(hasCaps && { keyCap: cap })}
      onPress={onPress}
    >
      {word}
    </TillButton>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="pb-5">
      <h3 className="pb-2 font-figure text-statement text-text-muted">{title}</h3>
      <div className="grid grid-cols-2 gap-2">{children}</div>
    </section>
  );
}

/** All that the bar has no room for; on a phone and a tablet also what the bar has elsewhere. */
export function MenuPanel({ onClose }: { onClose: () => void }) {
  const { till, tillCounter } = useMessages();
  const { openPanel } = useSellPanel();
  const { lock } = useTillCommands();
  const { park } = usePark();
  const to = (panel: SellPanel) => () => openPanel(panel);
  const parkNow = () => {
    onClose();
    park();
  };
  return (
    <PanelFrame title={tillCounter.menuTitle} onClose={onClose}>
      <Group title={tillCounter.menuSale}>
        <MenuKey
          icon={<SquareParking aria-hidden="true" />}
          cap="F2"
          word={tillCounter.park}
          onPress={parkNow}
        />
        <MenuKey
          icon={<Archive aria-hidden="true" />}
          cap="F3"
          word={tillCounter.heldKey}
          onPress={to("held")}
        />
        <MenuKey
          icon={<UserRoundCheck aria-hidden="true" />}
          cap="F4"
          word={tillCounter.customer}
          onPress={to("customer")}
        />
        <MenuKey
          icon={<Tag aria-hidden="true" />}
          cap="F6"
          word={tillCounter.discount}
          onPress={() => openPanel("discount", "sale")}
        />
        <MenuKey
          icon={<HandCoins aria-hidden="true" />}
          cap="O"
          word={tillCounter.openItem}
          onPress={to("open-item")}
        />
        <MenuKey
          icon={<Undo2 aria-hidden="true" />}
          cap="F7"
          word={tillCounter.returnGoods}
          onPress={to("return")}
        />
      </Group>
      <Group title={tillCounter.menuTill}>
        <MenuKey
          icon={<ReceiptText aria-hidden="true" />}
          cap="R"
          word={till.receipts}
          onPress={to("receipts")}
        />
        <MenuKey
          icon={<Clock aria-hidden="true" />}
          cap="S"
          word={till.shift}
          onPress={to("shift")}
        />
        <MenuKey
          icon={<Banknote aria-hidden="true" />}
          cap="W"
          word={tillCounter.noSale}
          onPress={to("no-sale")}
        />
        <MenuKey
          icon={<RefreshCw aria-hidden="true" />}
          cap="Y"
          word={till.sync}
          onPress={to("sync")}
        />
        <MenuKey
          icon={<Users aria-hidden="true" />}
          cap="U"
          word={tillCounter.switchCashier}
          onPress={to("cashier")}
        />
        <MenuKey icon={<Lock aria-hidden="true" />} cap="L" word={till.lock} onPress={lock} />
        <MenuKey
          icon={<SlidersHorizontal aria-hidden="true" />}
          cap="G"
          word={till.settings}
          onPress={to("settings")}
        />
        <MenuKey
          icon={<Keyboard aria-hidden="true" />}
          cap="?"
          word={till.keys}
          onPress={to("keys")}
        />
      </Group>
    </PanelFrame>
  );
}
