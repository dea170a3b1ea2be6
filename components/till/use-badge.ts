"use client";

import { useCommand } from "../../till/react/use-command";
import { useScans } from "../../till/react/use-scans";
import { useTillCommands } from "../../till/react/use-till";

/** Signs in whoever's badge is scanned while the caller is shown. */
export function useBadge() {
  const { unlockByBadge } = useTillCommands();
  const attempt = useCommand(unlockByBadge);
  useScans((outcome, text) => {
    if (outcome.kind === "badge" && !attempt.isRunning) void attempt.run(text);
  });
  return attempt;
}
