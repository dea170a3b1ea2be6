import { PROOF_HEADER } from "../../core/sync/device-proof";
import type { ChangeFeed } from "../engine/ports";
import { createFrameReader } from "../sync/read-frames";

const MEDIA_TYPE = "text/event-stream";

/** By `fetch`, because an EventSource cannot show a device's token. */
export const browserFeed: ChangeFeed = async ({ path, token, proof, signal }, hear) => {
  const response = await fetch(path, {
    headers: {
      accept: MEDIA_TYPE,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(proof === undefined ? {} : { [PROOF_HEADER]: proof }),
    },
    cache: "no-store",
    credentials: "omit",
    signal,
  });
  const isFeed = response.headers.get("content-type")?.startsWith(MEDIA_TYPE) ?? false;
  if (!response.ok || !isFeed || response.body === null) {
    await response.body?.cancel();
    return { retryAfterMs: secondsOf(response.headers.get("retry-after")) };
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const read = createFrameReader(hear);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { retryAfterMs: null };
    read(value);
  }
};

function secondsOf(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1_000) : null;
}
