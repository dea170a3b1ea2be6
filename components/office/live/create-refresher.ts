/**
 * Runs `refresh` for every call, one at a time: what is asked for while it runs is answered by
 * one more run after it, so a burst neither starves a screen nor floods the server.
 */
export function createRefresher(refresh: () => Promise<unknown>): () => void {
  let isRunning = false;
  let isWanted = false;
  async function run() {
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      await refresh().catch(() => undefined);
    }
    isRunning = false;
  }
  return () => {
    isWanted = true;
    if (!isRunning) void run();
  };
}
