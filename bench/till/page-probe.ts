/** When the till came this far, in milliseconds since the navigation began. */
export type StartMarks = {
  pinShownMs?: number;
  sellShownMs?: number;
  /** The last chunk of the catalogue was read and put into memory. */
  chunksLoadedMs?: number;
  chunkCount: number;
  syncBegunMs?: number;
  syncStoredMs?: number;
};

export type Watch = {
  readonly event: "keydown" | "click";
  /** Only this key starts the watch. */
  readonly key?: string;
  /** What must be on the page; "frame" asks for nothing but the next frame. */
  readonly until: "line" | "paid" | "sell" | "frame";
};

/** `frames` counts those drawn after the input up to the one that shows what was waited for. */
export type Watched = {
  readonly ms: number;
  readonly frames: number;
  /** Between two keys, by their own time stamps: how late this machine sent them. */
  readonly longestGapMs: number;
  /** What was waited for did not come. */
  readonly isLost: boolean;
};

export type PageProbe = {
  readonly marks: StartMarks;
  arm(watch: Watch): void;
  result(): Promise<Watched>;
  /** Resolves when nothing is left to do. */
  settle(): Promise<void>;
};

declare global {
  interface Window {
    kauntaBench: PageProbe;
  }
}

/**
 * Runs in the browser before the page's own scripts, and is sent there as text: it may use nothing
 * from outside itself.
 */
export function installProbe(): void {
  const WITHIN_MS = 10_000;
  const marks: StartMarks = { chunkCount: 0 };
  let pending: Promise<Watched> = Promise.reject(new Error("nothing is watched"));
  pending.catch(() => undefined);

  function afterTask(run: () => void): void {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      run();
    };
    channel.port2.postMessage(null);
  }

  const lineCount = () =>
    document.querySelectorAll('ul[aria-label="Lines of this sale"] > li').length;
  const isPaid = () => [...document.querySelectorAll("h2")].some((h2) => h2.textContent === "Paid");
  const hasUnknownCode = () =>
    document.querySelector('[role="alert"]')?.textContent?.includes("No product has the code") ??
    false;
  const hasSearch = () => document.querySelector('input[type="search"]') !== null;

  function conditionOf(until: Watch["until"]): () => boolean {
    if (until === "line") {
      const before = isPaid() ? 0 : lineCount();
      return () => lineCount() > before;
    }
    if (until === "paid") return isPaid;
    if (until === "sell") return hasSearch;
    return () => true;
  }

  type Shown = Pick<Watched, "ms" | "frames" | "isLost">;

  /** The frame's own script runs first, then style, layout and paint, then the posted task. */
  function watchFrames(at: number, isShown: () => boolean): Promise<Shown> {
    return new Promise((resolve) => {
      let frames = 0;
      const look = () => {
        frames += 1;
        const isLost = hasUnknownCode() || performance.now() - at > WITHIN_MS;
        if (isLost || isShown()) {
          afterTask(() => resolve({ ms: performance.now() - at, frames, isLost }));
        } else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  }

  function arm(watch: Watch): void {
    const isShown = conditionOf(watch.until);
    let lastAt = Number.POSITIVE_INFINITY;
    let longestGapMs = 0;
    pending = new Promise((resolve, reject) => {
      const stop = () => window.removeEventListener(watch.event, hear, { capture: true });
      const timer = setTimeout(() => {
        stop();
        reject(new Error("no input came"));
      }, WITHIN_MS);
      const hear = (event: Event) => {
        if (event.timeStamp - lastAt > longestGapMs) longestGapMs = event.timeStamp - lastAt;
        lastAt = event.timeStamp;
        if (watch.key !== undefined && (event as KeyboardEvent).key !== watch.key) return;
        stop();
        clearTimeout(timer);
        watchFrames(event.timeStamp, isShown).then(
          (shown) => resolve({ ...shown, longestGapMs }),
          reject,
        );
      };
      window.addEventListener(watch.event, hear, { capture: true });
    });
    pending.catch(() => undefined);
  }

  function noteScreens(): void {
    const look = () => {
      if (document.querySelector('[role="group"][aria-label="PIN keys"]')) {
        marks.pinShownMs ??= performance.now();
      }
      if (!hasSearch()) return;
      marks.sellShownMs = performance.now();
      observer.disconnect();
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
  }

  function noteCache(): void {
    const { get, put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.get = function (query) {
      if (this.name === "chunks") {
        this.transaction.addEventListener("complete", () => {
          afterTask(() => {
            marks.chunkCount += 1;
            marks.chunksLoadedMs = performance.now();
          });
        });
      }
      return get.call(this, query);
    };
    IDBObjectStore.prototype.put = function (value, key) {
      if (this.name === "tables" && key === "mark" && value.isComplete) {
        this.transaction.addEventListener("complete", () => {
          marks.syncStoredMs ??= performance.now();
        });
      }
      return put.call(this, value, key);
    };
  }

  function noteSync(): void {
    const { fetch } = window;
    window.fetch = (input, init) => {
      if (String(input).includes("/sync/changes")) marks.syncBegunMs ??= performance.now();
      return fetch(input, init);
    };
  }

  noteScreens();
  noteCache();
  noteSync();
  window.kauntaBench = {
    marks,
    arm,
    result: () => pending,
    settle: () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestIdleCallback(() => resolve(), { timeout: WITHIN_MS }));
      }),
  };
}
