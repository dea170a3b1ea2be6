import type { TillEngine } from "../engine/create-till-engine";

/**
 * A new version takes over when nobody is selling [TW2]: the till is locked, closed or not set up,
 * and no cart is open. Until then the old one goes on, its events good for years.
 */
export function watchUpdate(engine: TillEngine, container: ServiceWorkerContainer): void {
  let waiting: ServiceWorker | null = null;
  let isTakingOver = false;

  function takeOverWhenIdle(): void {
    if (!waiting || isTakingOver || !isIdle(engine)) return;
    isTakingOver = true;
    container.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting.postMessage({ type: "SKIP_WAITING" });
  }

  function follow(registration: ServiceWorkerRegistration): void {
    waiting = registration.waiting;
    takeOverWhenIdle();
    registration.addEventListener("updatefound", () => {
      const coming = registration.installing;
      coming?.addEventListener("statechange", () => {
        // The very first worker has no page to take over from.
        if (coming.state !== "installed" || !container.controller) return;
        waiting = coming;
        takeOverWhenIdle();
      });
    });
  }

  engine.subscribe(takeOverWhenIdle);
  container.ready.then(follow, () => undefined);
}

function isIdle(engine: TillEngine): boolean {
  const { till, cart } = engine.getSnapshot();
  const isSomebodyThere = till.status === "selling" || till.status === "paid";
  return !isSomebodyThere && till.status !== "loading" && cart.lines.length === 0;
}
