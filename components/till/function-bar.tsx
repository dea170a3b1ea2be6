"use client";

import { Archive, LayoutGrid, SquareParking, Tag, Undo2, UserRoundPlus } from "lucide-react";
import { useHeldCarts } from "../../till/react/use-held-carts";
import { useMessages } from "../messages/use-messages";
import { Badge } from "../ui/badge";
import { useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";
import { useFigures } from "./use-figures";
import { usePark } from "./use-park";

/** Words before pictures where there is no room for both. */
const ICON = "max-[76rem]:hidden";

function HeldCount() {
  const figures = useFigures();
  const count = useHeldCarts().filter((cart) => cart.kind === "parked").length;
  return (
    count > 0 && (
      <Badge tone="warning" size="till">
        {figures.count(count)}
      </Badge>
    )
  );
}

/** What is needed all day; each key names the function key that does the same. */
export function FunctionBar({ hasCaps }: { hasCaps: boolean }) {
  const { till, tillCounter } = useMessages();
  const { openPanel } = useSellPanel();
  const { park } = usePark();
  const cap = (key: string) => (hasCaps ? { keyCap: key } : {});
  return (
    <div
      role="toolbar"
      aria-label={till.commands}
      className="flex h-18 shrink-0 items-center gap-2 border-border border-t bg-surface-raised px-4 *:flex-auto"
    >
      <TillButton
        icon={<SquareParking aria-hidden="true" className={ICON} />}
        {...cap("F2")}
        onPress={park}
      >
        {tillCounter.park}
      </TillButton>
      <TillButton
        icon={<Archive aria-hidden="true" className={ICON} />}
        {...cap("F3")}
        onPress={() => openPanel("held")}
      >
        <span className="inline-flex items-center gap-2">
          {tillCounter.recall}
          <HeldCount />
        </span>
      </TillButton>
      {hasCaps && (
        <TillButton
          icon={<UserRoundPlus aria-hidden="true" className={ICON} />}
          {...cap("F4")}
          onPress={() => openPanel("customer")}
        >
          {tillCounter.customer}
        </TillButton>
      )}
      {hasCaps && (
        <TillButton
          icon={<Tag aria-hidden="true" className={ICON} />}
          {...cap("F6")}
          onPress={() => openPanel("discount", "sale")}
        >
          {tillCounter.discount}
        </TillButton>
      )}
      <TillButton
        icon={<Undo2 aria-hidden="true" className={ICON} />}
        {...cap("F7")}
        onPress={() => openPanel("return")}
      >
        {tillCounter.returnGoods}
      </TillButton>
      <TillButton
        icon={<LayoutGrid aria-hidden="true" className={ICON} />}
        {...cap("M")}
        onPress={() => openPanel("menu")}
      >
        {tillCounter.more}
      </TillButton>
    </div>
  );
}
