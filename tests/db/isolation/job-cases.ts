import type postgres from "postgres";
import { instant } from "../../../core/time";
import { queueMail } from "../../../server/mail/queue-mail";
import { inTransaction } from "../../../server/transaction";
import { testContext } from "../../factories/test-context";
import type { FilledTenant } from "./fill-tenant";

/** How the walk gives one job something to do, and what doing it changes. */
export type JobCase = {
  readonly prepare: (filled: FilledTenant, admin: postgres.Sql) => Promise<void>;
  readonly touches: readonly string[];
};

const MINUTE_MS = 60_000;
const MONTH_MS = 30 * 86_400_000;

/** What booking a sale writes. */
export const BOOKED = [
  "event_inbox",
  "journal_lines",
  "payments",
  "sale_lines",
  "sale_taxes",
  "sales",
  "stock_levels",
  "stock_movements",
];

/** Every job has its line here; the walk fails for one that has none. */
export const JOB_CASES: Readonly<Record<string, JobCase>> = {
  apply_backlog: {
    prepare: leaveSaleWaiting,
    touches: [...BOOKED, "sync_heads", "terminals"].sort(),
  },
  // It makes up by itself what is due each day. The planted trail does not add up, and it says so.
  anchor_audit: {
    prepare: async () => undefined,
    touches: ["audit_anchors", "deviations", "outgoing_mails"],
  },
  prune: {
    prepare: leaveOldRows,
    touches: ["account_links", "code_directory", "outgoing_mails", "sessions"],
  },
  send_mails: { prepare: leaveLetterWaiting, touches: ["outgoing_mails"] },
};

/** Jobs that no case runs, and cases that run no job. */
export function listUncoveredJobs(
  tasks: Readonly<Record<string, unknown>>,
  cases: Readonly<Record<string, unknown>>,
) {
  return {
    missing: Object.keys(tasks).filter((name) => !Object.hasOwn(cases, name)),
    superfluous: Object.keys(cases).filter((name) => !Object.hasOwn(tasks, name)),
  };
}

/** Files of `server/jobs` and what runs each; a new one is refused until it stands here. */
export const JOB_FILES: Readonly<Record<string, string>> = {
  "anchor-audit.ts": "anchor_audit",
  "apply-backlog.ts": "apply_backlog",
  "apply-overdue.ts": "beside a till's push, for the till's own tenant",
  "prune.ts": "prune",
  "request-backlog-run.ts": "asks for a job, and names nobody",
  "tasks.ts": "the list of jobs",
  "tenant-backlog.ts": "apply_backlog",
  "worker.ts": "runs the list of jobs",
};

/** A sale that has been received, of a terminal that is left alone for the moment. */
export async function leaveSaleWaiting(filled: FilledTenant, admin: postgres.Sql): Promise<void> {
  const { terminal } = filled.here;
  const { terminalId } = terminal.certificate;
  const later = new Date(filled.tenant.runtime.now() + MINUTE_MS).toISOString();
  await admin`
    update terminals set apply_after = ${later}, apply_failures = 1
    where tenant_id = ${filled.tenant.tenantId} and id = ${terminalId}`;
  const { appliedThrough, receivedThrough } = await terminal.push([terminal.sealSale()]);
  if (appliedThrough === receivedThrough) throw new Error("nothing was left to the job");
}

/** One row of each kind that the job removes, a year old; of sessions never the newest. */
async function leaveOldRows({ tenant }: FilledTenant, admin: postgres.Sql): Promise<void> {
  const { tenantId, runtime, users } = tenant;
  const at = new Date(runtime.now() - 12 * MONTH_MS).toISOString();
  const old = { tenant_id: tenantId, created_at: at };
  const ofUser = { ...old, id: runtime.newId(), user_id: users.owner.id, expires_at: at };
  const letter = { ...old, id: runtime.newId(), kind: "invitation", state: "sent", due_at: at };
  await admin`insert into outgoing_mails ${admin({ ...letter, recipient: "a@b.test", sealed_body: "" })}`;
  await admin`insert into account_links ${admin({ ...ofUser, kind: "invitation", token_hash: "" })}`;
  await admin`insert into code_directory
    (tenant_id, code_sha256, expires_at) values (${tenantId}, decode('00', 'hex'), ${at})`;
  for (const last_seen_at of [at, new Date(runtime.now()).toISOString()]) {
    const session = { ...ofUser, id: runtime.newId(), kind: "office", last_seen_at };
    await admin`insert into sessions ${admin(session)}`;
  }
}

async function leaveLetterWaiting({ tenant, marker }: FilledTenant): Promise<void> {
  const context = { ...testContext(tenant, "owner"), outbox: { wake: () => undefined } };
  await inTransaction(context, (tx) =>
    queueMail(tx, context, {
      kind: "invitation",
      personName: marker,
      businessName: marker,
      url: `http://localhost:3000/invitation/${tenant.tenantId}`,
      expiresAt: instant(tenant.runtime.now() + MONTH_MS),
      recipient: `walk@${tenant.code}.test`,
      language: "en",
    }),
  );
}
