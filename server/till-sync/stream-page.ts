import type { Change } from "../../core/sync/protocol-v1";
import type { Place } from "./sync-token";

/** What one reader of a stream gives: rows after a place, and whether the stream is exhausted. */
export type StreamPage = {
  readonly changes: readonly Change[];
  readonly place: Place;
  readonly isComplete: boolean;
};

export type StreamQuery = {
  readonly tenantId: string;
  readonly storeId: string;
  readonly after: Place;
  readonly head: number;
  readonly limit: number;
};
