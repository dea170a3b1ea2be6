"use client";

import { Clock, Keyboard, ReceiptText, RefreshCw, SlidersHorizontal } from "lucide-react";
import { useMessages } from "../messages/use-messages";
import { useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";

/** Words before pictures where there is no room for both. */
const ICON = "max-[76rem]:hidden";

/** What is needed a few times a day; each key names the letter that does the same. */
export function FunctionBar({ hasCaps }: { hasCaps: boolean }) {
  const { till } = useMessages();
  const { openPanel } = useSellPanel();
  const cap = (key: string) => (hasCaps ? { keyCap: key } : {});
  return (
    <div
      role="toolbar"
      aria-label={till.commands}
      className="flex h-18 shrink-0 items-center gap-2 border-border border-t bg-surface-raised px-4"
    >
      <TillButton
        icon={<ReceiptText aria-hidden="true" className={ICON} />}
        {...cap("R")}
        onPress={() => openPanel("receipts")}
        className="flex-1"
      >
        {till.receipts}
      </TillButton>
      <TillButton
        icon={<Clock aria-hidden="true" className={ICON} />}
        {...cap("S")}
        onPress={() => openPanel("shift")}
        className="flex-1"
      >
        {till.shift}
      </TillButton>
      {hasCaps && (
        <TillButton
          icon={<RefreshCw aria-hidden="true" className={ICON} />}
          {...cap("Y")}
          onPress={() => openPanel("sync")}
          className="flex-1"
        >
          {till.sync}
        </TillButton>
      )}
      <TillButton
        icon={<SlidersHorizontal aria-hidden="true" className={ICON} />}
        {...cap("M")}
        onPress={() => openPanel("settings")}
        className="flex-1"
      >
        {till.settings}
      </TillButton>
      {hasCaps && (
        <TillButton
          icon={<Keyboard aria-hidden="true" className={ICON} />}
          {...cap("?")}
          onPress={() => openPanel("keys")}
          className="flex-1"
        >
          {till.keys}
        </TillButton>
      )}
    </div>
  );
}
