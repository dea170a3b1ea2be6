import type { Database } from "../db/client";

type Listener = (topic: string) => void;

/** One LISTEN a process and channel, whatever the number of listeners; fanned out by topic. */
type Hub = {
  readonly listeners: Map<string, Set<Listener>>;
  readonly ready: Promise<unknown>;
};

const hubs = new WeakMap<Database, Map<string, Hub>>();

/**
 * Call back on every notification of a channel whose whole payload is one of the topics. Nothing
 * that is committed after the answer is missed while the database stays reachable.
 *
 * @returns ends it.
 */
export async function hearNotifications(
  database: Database,
  about: { channel: string; topics: readonly string[] },
  listener: Listener,
): Promise<() => void> {
  const { listeners, ready } = hubOf(database, about.channel);
  await ready;
  for (const topic of about.topics) {
    listeners.set(topic, (listeners.get(topic) ?? new Set()).add(listener));
  }
  return () => {
    for (const topic of about.topics) {
      const others = listeners.get(topic);
      others?.delete(listener);
      if (others?.size === 0) listeners.delete(topic);
    }
  };
}

function hubOf(database: Database, channel: string): Hub {
  const ofDatabase = hubs.get(database) ?? new Map<string, Hub>();
  hubs.set(database, ofDatabase);
  const known = ofDatabase.get(channel);
  if (known) return known;
  const listeners: Hub["listeners"] = new Map();
  const ready = database.listen(channel, (topic) => {
    for (const listener of listeners.get(topic) ?? []) listener(topic);
  });
  const hub = { listeners, ready };
  ofDatabase.set(channel, hub);
  // Who listens asks from time to time as well; the next one to come tries again.
  ready.catch(() => ofDatabase.delete(channel));
  return hub;
}
