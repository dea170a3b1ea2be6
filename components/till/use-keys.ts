"use client";

import { useEffect, useRef } from "react";
import { addKeyLayer, type KeyLayer } from "./key-layers";

/** The keys of a screen or a panel while it is shown. Names as in KeyboardEvent.key, all small. */
export function useKeys(layer: KeyLayer): void {
  const current = useRef(layer);
  useEffect(() => {
    current.current = layer;
  });
  useEffect(() => addKeyLayer(current), []);
}
