"use client";

import { useEffect, useState } from "react";
import type { HeldCartView } from "../../till/react/till-state";
import { useMessages } from "../messages/use-messages";
import { TillButton } from "./till-button";
import type { Held } from "./use-held";
import { useHeldDay } from "./use-held-day";
import { useLayout } from "./use-layout";

const ARMED_MS = 4_000;

/** Gone for good at the second tap only. */
function DropKey({ onDrop, isDisabled }: { onDrop: () => void; isDisabled: boolean }) {
  const { tillCounter } = useMessages();
  const [isArmed, setIsArmed] = useState(false);
  useEffect(() => {
    if (!isArmed) {
      return;
    }
    const timer = setTimeout(() => setIsArmed(false), ARMED_MS);
    return () => clearTimeout(timer);
  }, [isArmed]);
  return (
    <TillButton
      kind={isArmed ? "danger-solid" : "danger"}
      size="key-64"
      className="flex-[2]"
      isDisabled={isDisabled}
      onPress={() => {
        if (isArmed) {
          onDrop();
        }
        setIsArmed(!isArmed);
      }}
    >
      {isArmed ? tillCounter.heldDropSure : tillCounter.heldDrop}
    </TillButton>
  );
}

export type HeldFootProps = { cart: HeldCartView; held: Held; onCancel: () => void };

function LayawayKeys({ cart, held, onCancel }: HeldFootProps) {
  const { tillCounter } = useMessages();
  const hasCaps = useLayout() === "desktop";
  return (
    <div className="flex flex-col gap-2">
      <div className="flex gap-2">
        <TillButton
          size="key-64"
          className="flex-1"
          isDisabled={held.isRunning}
          onPress={held.deposit}
        >
          {tillCounter.layawayDeposit}
        </TillButton>
        <TillButton
          kind="primary"
          size="key-64"
          className="flex-1"
          isDisabled={held.isRunning}
          {...(hasCaps && { keyCap: "Enter" })}
          onPress={held.act}
        >
          {held.isBlocked ? tillCounter.heldParkAndRecall : tillCounter.layawayRest}
        </TillButton>
      </div>
      <TillButton kind="danger" isDisabled={held.isRunning} onPress={onCancel}>
        {tillCounter.layawayCancelKey(cart.number)}
      </TillButton>
    </div>
  );
}

/** What can be done to the one that is marked; its one home, whatever the list shows. */
export function HeldFoot(props: HeldFootProps) {
  const { cart, held } = props;
  const { tillCounter } = useMessages();
  const hasCaps = useLayout() === "desktop";
  const { isExpired } = useHeldDay(cart);
  const isOld = cart.kind === "quote" && isExpired;
  const note = held.isBlocked ? tillCounter.heldBlocked : held.failure;
  const word = cart.kind === "quote" ? tillCounter.heldRecallQuote : tillCounter.heldRecall;
  return (
    <>
      {note && (
        <p role="alert" className="text-balance pb-2 text-danger text-till-key">
          {note}
        </p>
      )}
      {!note && isOld && (
        <p className="pb-2 text-statement text-text-muted">{tillCounter.heldExpiredBody}</p>
      )}
      {cart.kind === "layaway" ? (
        <LayawayKeys {...props} />
      ) : (
        <div className="flex gap-2">
          <TillButton
            kind="primary"
            size="key-64"
            className="flex-[4]"
            isDisabled={held.isRunning}
            {...(hasCaps && { keyCap: "Enter" })}
            onPress={held.act}
          >
            {held.isBlocked ? tillCounter.heldParkAndRecall : word}
          </TillButton>
          <DropKey key={cart.heldCartId} onDrop={held.drop} isDisabled={held.isRunning} />
        </div>
      )}
    </>
  );
}
