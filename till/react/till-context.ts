import { createContext, useContext } from "react";
import { assert } from "../../core/assert";
import type { TillEngine } from "../engine/create-till-engine";
import type { ScanOutcome } from "./till-commands";

export type ScanListener = (outcome: ScanOutcome, text: string) => void;

export type TillHandle = {
  readonly engine: TillEngine;
  /** Scans from the reader, in order; the answer ends the listening. */
  readonly onScan: (listener: ScanListener) => () => void;
  /** Ask the browser once more to keep the log; the devices' view has its answer. */
  readonly askToKeep: () => Promise<void>;
};

export const TillContext = createContext<TillHandle | null>(null);

export function useTillHandle(): TillHandle {
  const handle = useContext(TillContext);
  assert(handle !== null, "this must stand inside <TillProvider>");
  return handle;
}
