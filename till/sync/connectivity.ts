import type { EngineCore } from "../engine/engine-core";
import type { UploadRecord } from "../store/log-records";
import { reconnectDelayMs } from "./retry-policy";

/** What the sync loops do when the world outside changes. */
export type SyncLoops = {
  readonly push: { poke: (delayMs: number) => void };
  readonly pull: { poke: (delayMs: number) => void };
  readonly held: { poke: (delayMs: number) => void };
  readonly watch: { poke: (delayMs: number) => void };
};

/**
 * Since when the server has been silent: what is known already, or the last answer that is in the
 * log when this window never had one, or now.
 */
export function offlineSinceOf(core: EngineCore, upload: UploadRecord): number {
  const { offlineSince, lastPushAt } = core.state();
  const now = core.ports.clock.now();
  if (lastPushAt === null && upload.answeredAt !== undefined) {
    return Math.min(upload.answeredAt, offlineSince ?? now);
  }
  return offlineSince ?? now;
}

/**
 * The browser's word on the network is a hint: it stops nothing, it only shortens a wait. Coming
 * back online waits a random moment, so that a shop's tills do not all call at once.
 */
export function watchConnection(core: EngineCore, loops: SyncLoops): () => void {
  return core.ports.connection.subscribe((event) => {
    if (event === "offline") {
      core.patch({ offlineSince: offlineSinceOf(core, core.state().upload) });
      return;
    }
    const delayMs = event === "online" ? reconnectDelayMs(core.ports.random()) : 0;
    loops.push.poke(delayMs);
    loops.pull.poke(delayMs);
    loops.held.poke(delayMs);
    loops.watch.poke(delayMs);
  });
}
