"use client";

import { CircleAlert, X } from "lucide-react";
import { useMessages } from "../messages/use-messages";
import { TillButton } from "./till-button";
import { useKeys } from "./use-keys";

export type CartNoticeProps = { text: string | null; onClose: () => void };

/** A refusal lies over the foot of the list, where it pushes nothing. */
export function CartNotice({ text, onClose }: CartNoticeProps) {
  const { till } = useMessages();
  useKeys({ keys: { escape: () => (text === null ? false : onClose()) } });
  if (text === null) {
    return null;
  }
  return (
    <div
      role="alert"
      className="icon-22 tone-danger absolute inset-x-2 bottom-2 z-10 flex animate-rise-in items-center gap-3 rounded-card border border-danger py-2 ps-4 pe-2 shadow-popover"
    >
      <CircleAlert aria-hidden="true" />
      <p className="min-w-0 flex-1 text-balance text-till-key">{text}</p>
      <TillButton
        kind="quiet"
        size="till"
        aria-label={till.dismiss}
        className="size-12 shrink-0"
        icon={<X aria-hidden="true" />}
        onPress={onClose}
      />
    </div>
  );
}
