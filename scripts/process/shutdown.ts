/** Steps that undo a start, last one first; run at most once, even while the start is under way. */
export type Shutdown = {
  /** Throws when everything is already being stopped, after undoing this step too. */
  add(step: () => Promise<void> | void): void;
  run(): Promise<void>;
  readonly isRunning: boolean;
};

class Stopped extends Error {
  override readonly name = "Stopped";
}

export function createShutdown(): Shutdown {
  const steps: (() => Promise<void> | void)[] = [];
  let running: Promise<void> | null = null;

  async function undo(): Promise<void> {
    for (let step = steps.pop(); step; step = steps.pop()) {
      try {
        await step();
      } catch (error) {
        console.error(error);
      }
    }
  }

  return {
    add(step) {
      steps.push(step);
      if (!running) return;
      running = running.then(undo);
      throw new Stopped("stopped while starting");
    },
    run() {
      running ??= undo();
      return running;
    },
    get isRunning() {
      return running !== null;
    },
  };
}
