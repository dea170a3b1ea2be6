import type { ChangeFeed } from "../engine/ports";

/** A server that tells of changes when a test says so. */
export type FakeFeed = {
  readonly feed: ChangeFeed;
  /** Tokens of the connections so far. */
  readonly tokens: (string | null)[];
  readonly openCount: () => number;
  readonly tell: (data: string | null) => void;
  /** Ends or breaks what is open. */
  readonly end: () => void;
  readonly cut: () => void;
  isDown: boolean;
};

type Open = {
  readonly hear: (data: string | null) => void;
  readonly resolve: (answer: { retryAfterMs: null }) => void;
  readonly reject: (error: Error) => void;
};

export function createFakeFeed(): FakeFeed {
  const open = new Set<Open>();
  const tokens: (string | null)[] = [];
  const fake: FakeFeed = {
    tokens,
    isDown: false,
    openCount: () => open.size,
    feed: ({ token, signal }, hear) => {
      tokens.push(token);
      if (fake.isDown) return Promise.reject(new TypeError("fetch failed"));
      return new Promise<{ retryAfterMs: null }>((resolve, reject) => {
        const connection = { hear, resolve, reject };
        open.add(connection);
        signal.addEventListener("abort", () => {
          open.delete(connection);
          reject(new Error("left"));
        });
      });
    },
    tell(data) {
      for (const connection of open) connection.hear(data);
    },
    end() {
      for (const connection of open) connection.resolve({ retryAfterMs: null });
      open.clear();
    },
    cut() {
      for (const connection of open) connection.reject(new TypeError("network error"));
      open.clear();
    },
  };
  return fake;
}
