"use client";

import { useEffect, useRef, useState } from "react";
import type { CartView, DeviceView, SyncView, TillState } from "../../till/react/till-state";
import { mayUpdate, type UpdateFacts } from "../../till/react/update-rule";
import { useTillPeek, useTillSelector } from "../../till/react/use-till";
import { noteScreen, useScreenFacts } from "./screen-facts";
import { placeOf } from "./till-place";

const WORKER = "/serwist/sw.js";
const LOOK_EVERY_MS = 30 * 60_000;
const TRY_EVERY_MS = 2_000;

/** Calls when a newer worker stands ready behind the one that serves this page. */
function watchForUpdate(
  registration: ServiceWorkerRegistration,
  onReady: (worker: ServiceWorker) => void,
): void {
  const look = () => {
    if (registration.waiting && navigator.serviceWorker.controller) {
      onReady(registration.waiting);
    }
  };
  look();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
}

type Snapshot = { till: TillState; cart: CartView; sync: SyncView; devices: DeviceView };

/** What the engine knows for and against taking a new version now. */
function readFacts({ till, cart, sync, devices }: Snapshot) {
  return {
    status: till.status,
    isCartFree:
      cart.lines.length === 0 &&
      cart.payments.length === 0 &&
      cart.approval === null &&
      cart.prompt === null &&
      devices.unsurePrintJobs.length === 0,
    isTraining: placeOf(till)?.isTraining ?? false,
    isAsked: sync.attention === "update_needed",
    unsentEventCount: sync.waitingEventCount,
  } satisfies Partial<UpdateFacts>;
}

/** When somebody last touched, typed or scanned. */
function useLastTouch(): { readonly current: number } {
  const lastTouch = useRef(0);
  useEffect(() => {
    const note = () => {
      lastTouch.current = performance.now();
    };
    note();
    window.addEventListener("pointerdown", note, { capture: true, passive: true });
    window.addEventListener("keydown", note, { capture: true, passive: true });
    return () => {
      window.removeEventListener("pointerdown", note, { capture: true });
      window.removeEventListener("keydown", note, { capture: true });
    };
  }, []);
  return lastTouch;
}

function takeOver(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => window.location.reload(), {
    once: true,
  });
  worker.postMessage({ type: "SKIP_WAITING" });
}

/** Takes the waiting version at the first moment at which the rule allows it. */
function useUpdate(waiting: ServiceWorker | null): void {
  const peek = useTillPeek();
  const lastTouch = useLastTouch();
  const { isPanelOpen } = useScreenFacts();
  const isPanelOpenNow = useRef(isPanelOpen);
  isPanelOpenNow.current = isPanelOpen;
  useEffect(() => {
    noteScreen({ isUpdateReady: waiting !== null });
    if (!waiting) {
      return;
    }
    const readyAt = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      const facts: UpdateFacts = {
        ...peek(readFacts),
        isPanelOpen: isPanelOpenNow.current,
        readyForMs: now - readyAt,
        idleForMs: now - lastTouch.current,
      };
      if (mayUpdate(facts)) {
        clearInterval(timer);
        takeOver(waiting);
      }
    }, TRY_EVERY_MS);
    return () => clearInterval(timer);
  }, [waiting, peek, lastTouch]);
}

/** Keeps the till on the device, and takes a newer one when that costs nobody a sale. */
export function useOfflineShell(isOn: boolean): void {
  const [registration, setRegistration] = useState<ServiceWorkerRegistration | null>(null);
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  const isAsked = useTillSelector(({ sync }) => sync.attention === "update_needed");
  useEffect(() => {
    if (!isOn || !("serviceWorker" in navigator)) {
      return;
    }
    let isGone = false;
    navigator.serviceWorker
      .register(WORKER, { scope: "/", type: "module", updateViaCache: "none" })
      .then((registered) => {
        if (!isGone) {
          watchForUpdate(registered, setWaiting);
          setRegistration(registered);
        }
      })
      // Without it the till still sells; it only cannot be opened while there is no network.
      .catch((error: unknown) => console.warn("The till could not be kept on this device.", error));
    return () => {
      isGone = true;
    };
  }, [isOn]);
  useEffect(() => {
    const look = () => {
      registration?.update().catch(() => undefined);
    };
    if (isAsked) {
      look();
    }
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [registration, isAsked]);
  useUpdate(waiting);
}
