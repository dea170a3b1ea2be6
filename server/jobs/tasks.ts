import type { Runtime } from "../context";
import { SEND_MAILS, sendMails } from "../mail/send-mails";
import { ANCHOR_AUDIT, anchorAudit } from "./anchor-audit";
import { applyBacklog } from "./apply-backlog";
import { PRUNE, prune } from "./prune";
import { APPLY_BACKLOG } from "./request-backlog-run";

/** Leaves the rest for the next run: none holds the queue, or a scheduler that waits for it. */
const RUN_MS_MAX = 20_000;
const LETTERS_MAX = 100;

/** Every bounded step that is done in the background, for all tenants, by its name. */
export const TASKS: Readonly<Record<string, (runtime: Runtime) => Promise<unknown>>> = {
  [APPLY_BACKLOG]: (runtime) => applyBacklog(runtime, { msMax: RUN_MS_MAX }),
  [ANCHOR_AUDIT]: (runtime) => anchorAudit(runtime, { msMax: RUN_MS_MAX }),
  [PRUNE]: (runtime) => prune(runtime, { msMax: RUN_MS_MAX }),
  [SEND_MAILS]: (runtime) => sendMails(runtime, { max: LETTERS_MAX }),
};
