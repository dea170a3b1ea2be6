import type { EngineCore } from "../engine/engine-core";
import { followLeadership, type TabLeader } from "./tab-leader";

export type LeadWindow = {
  readonly isLeader: () => boolean;
  readonly follow: (terminalId: string) => void;
  /** Another window asks for the lead: let go, and queue up behind whoever waits. */
  readonly giveWay: () => void;
  readonly stop: () => void;
};

type Uploads = readonly { readonly start: () => void; readonly stop: () => void }[];

/** Whether this window is the one that uploads [TP5]; `uploads` run only while it is. */
export function createLeadWindow(core: EngineCore, uploads: Uploads): LeadWindow {
  let leader: TabLeader | null = null;
  let followed = "";

  function follow(terminalId: string): void {
    const { lock, timer } = core.ports;
    followed = terminalId;
    leader = followLeadership({
      lock,
      timer,
      terminalId,
      onLead: () => {
        for (const upload of uploads) upload.start();
      },
      onElsewhere: (isOpenElsewhere) => noteElsewhere(core, isOpenElsewhere),
    });
  }

  function stop(): void {
    for (const upload of uploads) upload.stop();
    leader?.stop();
    leader = null;
  }

  return {
    isLeader: () => leader?.isLeader() ?? false,
    follow,
    giveWay() {
      if (leader === null) return;
      stop();
      follow(followed);
    },
    stop,
  };
}

/** A window that takes over writes the cache as it has it itself. */
function noteElsewhere(core: EngineCore, isOpenElsewhere: boolean): void {
  const wasElsewhere = core.state().isOpenElsewhere;
  core.patch({
    isOpenElsewhere,
    ...(wasElsewhere && !isOpenElsewhere ? { isCacheForeign: true } : {}),
  });
}
