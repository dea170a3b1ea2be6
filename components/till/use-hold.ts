"use client";

import { type MouseEvent, useEffect, useRef } from "react";
import { releaseAfterPointer } from "./till-button";

const HOLD_MS = 450;

/** A press, or holding: whichever happens first is the only one that counts. */
export function useHold({ onPress, onHold }: { onPress: () => void; onHold: () => void }) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isHeld = useRef(false);
  const stop = () => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    onPointerDown: () => {
      isHeld.current = false;
      stop();
      timer.current = setTimeout(() => {
        isHeld.current = true;
        onHold();
      }, HOLD_MS);
    },
    onPointerUp: stop,
    onPointerLeave: stop,
    onPointerCancel: stop,
    onContextMenu: (event: MouseEvent) => event.preventDefault(),
    onClick: (event: MouseEvent<HTMLElement>) => {
      releaseAfterPointer(event);
      if (!isHeld.current) {
        onPress();
      }
      isHeld.current = false;
    },
  };
}
