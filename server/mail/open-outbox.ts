import { sealerOf } from "../auth/sealer";
import type { Runtime } from "../context";
import type { Outbox } from "./outbox";
import { sendTenantMails } from "./send-tenant-mails";

const LETTERS_MAX = 20;

/** Null in a deployment that sends no mail. */
export function outboxOf(
  runtime: Pick<Runtime, "mailer" | "database" | "authSecret" | "now" | "log">,
  tenantId: string,
): Outbox | null {
  const { mailer, database, authSecret, now, log } = runtime;
  if (mailer === null) return null;
  const sealer = () => sealerOf(authSecret, tenantId);
  return {
    wake() {
      const sending = { tenantId, database, now, sealer };
      sendTenantMails(sending, mailer, { max: LETTERS_MAX }).catch((error: unknown) => {
        log.error({ err: error }, "letters are left to the worker");
      });
    },
  };
}
