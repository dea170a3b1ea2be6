"use client";

import { type ComponentType, createElement, lazy, type ReactNode, useState } from "react";
import type { OpenShiftScreenProps } from "./open-shift-screen";

type Held<Props> = {
  ready: ComponentType<Props> | null;
  readonly fetch: () => Promise<unknown>;
  readonly Waiting: ComponentType<Props>;
};

function hold<Props>(loadPart: () => Promise<ComponentType<Props>>): Held<Props> {
  const fetch = async () => {
    held.ready ??= await loadPart();
    return { default: held.ready };
  };
  const held: Held<Props> = { ready: null, fetch, Waiting: lazy(fetch) as ComponentType<Props> };
  return held;
}

/** Drawn at once when it is there already, with no blink of what would stand in for it. */
function useHeld<Props>(held: Held<Props>): ComponentType<Props> {
  const [shown] = useState(() => ({ Part: held.ready ?? held.Waiting }));
  return shown.Part;
}

const openShift = hold(() => import("./open-shift-screen").then((part) => part.OpenShiftScreen));
const sell = hold(() => import("./sell-screen").then((part) => part.SellScreen));
const wiped = hold(() => import("./wiped-screen").then((part) => part.WipedScreen));

const revoked = hold(() => import("./revoked-screen").then((part) => part.RevokedScreen));

export function RevokedScreen(props: { registerName: string }): ReactNode {
  return createElement(useHeld(revoked), props);
}

export function OpenShiftScreen(props: OpenShiftScreenProps): ReactNode {
  return createElement(useHeld(openShift), props);
}

export function SellScreen(): ReactNode {
  return createElement(useHeld(sell));
}

export function WipedScreen(props: { terminalId: string }): ReactNode {
  return createElement(useHeld(wiped), props);
}

/** The screens behind the PIN, while somebody types it. */
export function loadScreens(): void {
  for (const screen of [sell, openShift]) {
    // What does not come now is asked for again by whoever shows it.
    screen.fetch().catch(() => undefined);
  }
}
