import type { EngineCore } from "../engine/engine-core";
import { reconnectDelayMs } from "./retry-policy";

/** What the sync loops do when the world outside changes. */
export type SyncLoops = {
  readonly push: { poke: (delayMs: number) => void };
  readonly pull: { poke: (delayMs: number) => void };
  readonly held: { poke: (delayMs: number) => void };
};

/**
 * The browser's word on the network is a hint: it stops nothing, it only shortens a wait. Coming
 * back online waits a random moment, so that a shop's tills do not all call at once.
 */
export function watchConnection(core: EngineCore, loops: SyncLoops): () => void {
  return core.ports.connection.subscribe((event) => {
    if (event === "offline") {
      core.patch({ offlineSince: core.state().offlineSince ?? core.ports.clock.now() });
      return;
    }
    const delayMs = event === "online" ? reconnectDelayMs(core.ports.random()) : 0;
    loops.push.poke(delayMs);
    loops.pull.poke(delayMs);
    loops.held.poke(delayMs);
  });
}
