"use client";

import { Keyboard, ScanBarcode, X } from "lucide-react";
import { useState } from "react";
import { parseQuantity } from "../../core/quantity/quantity";
import { useTillCommands, useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import { releaseAfterPointer } from "./till-button";
import { useFigures } from "./use-figures";
import { useKeys } from "./use-keys";

const TYPED_MAX = 20;

/** Digits typed with nothing focused: a code that Enter looks up, or a count before `*`. */
function useTypedCode() {
  const { scan, setMultiplier } = useTillCommands();
  const multiplierMilli = useTillSelector((snapshot) => snapshot.cart.multiplierMilli);
  const [typed, setTyped] = useState("");
  const type = (key: string) => {
    if (key !== "*") {
      setTyped((now) => (now + key.replace(",", ".")).slice(0, TYPED_MAX));
      return;
    }
    const count = parseQuantity(typed);
    if (count !== null && count > 0) {
      setMultiplier(count);
    }
    setTyped("");
  };
  const clear = () => {
    if (typed === "" && multiplierMilli === null) {
      return false;
    }
    setTyped("");
    setMultiplier(null);
    return true;
  };
  useKeys({
    onNumberKey: type,
    keys: {
      escape: clear,
      backspace: () => (typed === "" ? false : setTyped(typed.slice(0, -1))),
      enter: () => {
        if (typed === "") {
          return false;
        }
        scan(typed);
        setTyped("");
        return true;
      },
    },
  });
  return { typed, multiplierMilli, clear };
}

export function ScanStatus({ isShort }: { isShort: boolean }) {
  const { till } = useMessages();
  const figures = useFigures();
  const { typed, multiplierMilli, clear } = useTypedCode();
  const box =
    "icon-22 flex h-14 shrink-0 items-center gap-2.5 rounded-till border px-4 text-till-key";
  const width = isShort ? "" : "w-44";
  if (typed === "" && multiplierMilli !== null) {
    const text = till.timesNext(figures.quantity(multiplierMilli));
    return (
      <button
        type="button"
        onClick={(event) => {
          releaseAfterPointer(event);
          clear();
        }}
        className={classNames(box, width, "tone-accent justify-between border-accent font-amount")}
      >
        <span role="status" className="truncate tabular-nums">
          {text}
        </span>
        <X aria-hidden="true" />
      </button>
    );
  }
  if (typed !== "") {
    return (
      <div className={classNames(box, width, "border-accent bg-surface-raised")}>
        <Keyboard aria-hidden="true" className="text-accent-text" />
        <span className="min-w-0 flex-1 truncate text-end tabular-nums [direction:rtl]">
          <bdi>{typed}</bdi>
        </span>
      </div>
    );
  }
  if (isShort) {
    return null;
  }
  return (
    <div className={classNames(box, width, "border-border bg-surface-raised max-[76rem]:hidden")}>
      <ScanBarcode aria-hidden="true" className="text-positive" />
      <span className="truncate">{till.readyToScan}</span>
    </div>
  );
}
