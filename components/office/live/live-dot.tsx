"use client";

import { useMessages } from "../../messages/use-messages";
import { StatusDot } from "../../ui/status-dot";
import { useLive } from "./live-provider";

export function LiveDot() {
  const { office } = useMessages();
  const { state } = useLive();
  if (state === "live") {
    return (
      <StatusDot tone="positive" isColoured>
        {office.live}
      </StatusDot>
    );
  }
  return (
    <StatusDot isHollow>
      {state === "connecting" ? office.liveConnecting : office.livePolling}
    </StatusDot>
  );
}
