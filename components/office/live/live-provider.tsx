"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useOfficeApi } from "../api";
import { createRefresher } from "./create-refresher";

/** Without a stream a screen asks by itself. */
const POLL_MS = 15_000;
/** With one, only for the clock: an hour ends without a sale too. */
const CLOCK_MS = 60_000;

export type LiveState = "connecting" | "live" | "polling";

const LiveContext = createContext<LiveState>("connecting");

/** Listens once for the whole office; what shows sales and tills reads again when they have news. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refresh = useMemo(
    () =>
      createRefresher(() =>
        Promise.all([
          queryClient.invalidateQueries(api.reports.pathFilter()),
          queryClient.invalidateQueries(api.sales.list.pathFilter()),
          queryClient.invalidateQueries(api.sync.pathFilter()),
        ]),
      ),
    [api, queryClient],
  );
  const { status, error } = useSubscription(
    api.reports.changes.subscriptionOptions(undefined, { onData: refresh }),
  );
  // The browser goes on trying; meanwhile the screen says how it keeps up.
  const state = status === "pending" ? "live" : error ? "polling" : "connecting";
  return <LiveContext value={state}>{children}</LiveContext>;
}

/** How the screen learns of new sales, and how often it asks by itself. */
export function useLive(): { state: LiveState; refetchIntervalMs: number } {
  const state = useContext(LiveContext);
  return { state, refetchIntervalMs: state === "live" ? CLOCK_MS : POLL_MS };
}
