import { z } from "zod";
import { csvLine } from "../../core/text/csv-cell";
import { requireEverywhere } from "../access/holder-of";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { requirePermission } from "../require-permission";
import { requireStepUp } from "../require-step-up";
import { readTenantCode } from "../tenants/read-tenant-code";
import { inTransaction } from "../transaction";
import { auditFilterInput } from "./audit-filter";
import type { AuditEntryView } from "./entry-view";
import { cursorOf, readEntries } from "./search-audit";

export const exportAuditInput = auditFilterInput.extend({
  format: z.enum(["csv", "json"]).default("csv"),
});
export type ExportAuditInput = z.input<typeof exportAuditInput>;

const PAGE = 1_000;

/**
 * Refuse unless the caller may take the trail out: who works everywhere and holds the permission,
 * in the office also with a fresh proof of who they are.
 *
 * @throws DomainError permission_denied | step_up_required
 */
export function requireAuditExport(context: TenantContext): void {
  const { actor } = context;
  requirePermission(actor, "audit.export");
  requireEverywhere(actor);
  if (actor.kind === "user" && actor.credential === "office") requireStepUp(context);
}

/**
 * Where the file is to be had, for who may have it now: a download could not ask who is there, nor
 * say why it does not come.
 *
 * @throws DomainError permission_denied | step_up_required | rate_limited
 */
export async function findExportPath(
  context: TenantContext,
  input: ExportAuditInput,
): Promise<{ path: string }> {
  requireAuditExport(context);
  await context.rateLimiter.requireLeft("export", exporterOf(context));
  const named = Object.entries(input).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(Object.fromEntries(named) as Record<string, string>);
  return { path: `/api/v1/audit-entries/export?${query}` };
}

/** Whose files are counted: a person's in every place that they are signed in. */
function exporterOf({ actor }: TenantContext): string | null {
  return actor.kind === "user" ? actor.userId : null;
}

/**
 * The audit trail as a file, newest first, made while it is read: a page is asked for when the one
 * before it has left. That it was taken out is on record before its first byte.
 *
 * @throws DomainError permission_denied | step_up_required | rate_limited
 */
export async function exportAudit(
  context: TenantContext,
  input: ExportAuditInput = {},
): Promise<Response> {
  requireAuditExport(context);
  const query = exportAuditInput.parse(input);
  await context.rateLimiter.consume("export", exporterOf(context));
  const { format, ...filter } = query;
  await inTransaction(context, (tx) =>
    recordAudit(tx, context, { action: "audit.export", details: narrowedTo(query) }),
  );
  const code = await readTenantCode(context);
  const day = new Date(context.now()).toISOString().slice(0, 10);
  const lines =
    format === "csv" ? csvLines(pagesOf(context, filter)) : jsonLines(pagesOf(context, filter));
  return new Response(streamOf(lines), {
    headers: {
      "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/json",
      "content-disposition": `attachment; filename="audit-${code}-${day}.${format}"`,
    },
  });
}

/** Ids that a caller names are not kept: nobody knows whose they are. */
function narrowedTo({ actorId, subjectId, ...named }: z.output<typeof exportAuditInput>) {
  return { ...named, isOfOneActor: actorId !== undefined, isOfOneSubject: subjectId !== undefined };
}

async function* pagesOf(
  context: TenantContext,
  filter: z.output<typeof auditFilterInput>,
): AsyncGenerator<readonly AuditEntryView[]> {
  let from: { cursor?: string } = {};
  for (;;) {
    const query = { ...filter, ...from, limit: PAGE, direction: "older" as const };
    const page = await inTransaction(context, (tx) => readEntries(tx, context.tenantId, query));
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (page.length < PAGE || !last) return;
    from = { cursor: cursorOf(last) };
  }
}

const COLUMNS = [
  "sequence",
  "at",
  "actorKind",
  "actorId",
  "actorName",
  "actorRole",
  "action",
  "subjectId",
  "details",
  "before",
  "after",
  "ip",
  "userAgent",
  "sessionId",
  "requestId",
  "prevHash",
  "hash",
  "id",
] as const satisfies readonly (keyof AuditEntryView)[];

async function* csvLines(pages: AsyncIterable<readonly AuditEntryView[]>): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for await (const page of pages) {
    yield page.map((entry) => csvLine(COLUMNS.map((name) => cellOf(entry[name])))).join("");
  }
}

function cellOf(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" || typeof value === "number" ? value : JSON.stringify(value);
}

async function* jsonLines(pages: AsyncIterable<readonly AuditEntryView[]>): AsyncGenerator<string> {
  let before = '{"entries":[\n';
  for await (const page of pages) {
    yield before + page.map((entry) => JSON.stringify(entry)).join(",\n");
    before = ",\n";
  }
  yield before.startsWith("{") ? `${before}]}\n` : "\n]}\n";
}

function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
