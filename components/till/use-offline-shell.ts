"use client";

import { useEffect, useState } from "react";
import { useTillSelector } from "../../till/react/use-till";

const WORKER = "/serwist/sw.js";
const LOOK_EVERY_MS = 30 * 60_000;

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

/** Nobody is in the middle of anything: no sale is open and nobody has to sign in again for it. */
function useIsIdle(): boolean {
  return useTillSelector(({ till, cart, sync }) => {
    const isAway = till.status !== "selling" && till.status !== "paid";
    const isAsked = sync.attention === "update_needed" && till.status === "selling";
    return cart.lines.length === 0 && (isAway || isAsked);
  });
}

/** Keeps the till on the device, and takes a newer one when that costs nobody a sale. */
export function useOfflineShell(isOn: boolean): void {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  const isIdle = useIsIdle();
  useEffect(() => {
    if (!isOn || !("serviceWorker" in navigator)) {
      return;
    }
    let timer: ReturnType<typeof setInterval> | undefined;
    let isGone = false;
    navigator.serviceWorker
      .register(WORKER, { scope: "/", type: "module", updateViaCache: "none" })
      .then((registration) => {
        if (isGone) {
          return;
        }
        watchForUpdate(registration, setWaiting);
        timer = setInterval(() => {
          registration.update().catch(() => undefined);
        }, LOOK_EVERY_MS);
      })
      // Without it the till still sells; it only cannot be opened while there is no network.
      .catch((error: unknown) => console.warn("The till could not be kept on this device.", error));
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [isOn]);
  useEffect(() => {
    if (waiting && isIdle) {
      navigator.serviceWorker.addEventListener("controllerchange", () => window.location.reload(), {
        once: true,
      });
      waiting.postMessage({ type: "SKIP_WAITING" });
      setWaiting(null);
    }
  }, [waiting, isIdle]);
}
