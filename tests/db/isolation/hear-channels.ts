import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type postgres from "postgres";

/** What each channel may say: whose news it is and of which stream, and nothing of what is new. */
export const CHANNEL_FORMS: Readonly<Record<string, RegExp>> = {
  kaunta_changes: /^(?<tenant>[0-9a-f-]{36})$/,
  kaunta_streams:
    /^(?<tenant>[0-9a-f-]{36})\/(catalog|config|customers|(held|stock):[0-9a-f-]{36})$/,
};

/** Channels that the program notifies, and notifications whose channel has no name there. */
export function listChannels(sources: readonly string[] = serverSources()) {
  const named = new Map<string, string>();
  for (const [, name = "", value = ""] of sources.flatMap((source) => [
    ...source.matchAll(/const (\w+_CHANNEL) = "([^"]+)"/g),
  ])) {
    named.set(name, value);
  }
  const notified = sources.flatMap((source) =>
    Array.from(source.matchAll(/(?:pg_notify\(|`\s*notify\s)\s*(\S{1,40})/g), ([, by = ""]) => by),
  );
  const nameOf = (by: string) => /^\$\{(\w+)\}/.exec(by)?.[1] ?? by;
  return {
    channels: [...named.values()],
    nameless: notified.map(nameOf).filter((name) => !named.has(name)),
  };
}

function serverSources(): string[] {
  return readdirSync("server", { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file))
    .map((file) => readFileSync(join("server", file), "utf8"));
}

export type Heard = { readonly channel: string; readonly payload: string };

/** Listen to everything; `take` gives what was committed since it was last asked. */
export async function hearChannels(listener: postgres.Sql) {
  const { channels } = listChannels();
  let heard: Heard[] = [];
  let arrive: (payload: string) => void = () => undefined;
  for (const channel of channels) {
    await listener.listen(channel, (payload) => {
      heard.push({ channel, payload });
      arrive(payload);
    });
  }
  return {
    /** Notifications come in the order of commits, so whatever was before the mark is there. */
    async take(): Promise<Heard[]> {
      const mark = randomUUID();
      const marked = new Promise<void>((resolve) => {
        arrive = (payload) => {
          if (payload === mark) resolve();
        };
      });
      await listener.notify(channels[0] ?? "", mark);
      await marked;
      const taken = heard.filter(({ payload }) => payload !== mark);
      heard = [];
      return taken;
    },
  };
}

/** Notifications that are not of this tenant, or say more than they may. */
export function strayOf(heard: readonly Heard[], tenantId: string): string[] {
  return heard
    .filter(({ channel, payload }) => {
      const said = CHANNEL_FORMS[channel]?.exec(payload)?.groups;
      return said?.["tenant"] !== tenantId;
    })
    .map(({ channel, payload }) => `${channel} says ${payload}`);
}
