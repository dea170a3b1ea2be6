import { exportAudit, exportAuditInput } from "../audit-trail/export-audit";
import { searchAudit, searchAuditInput, searchAuditResult } from "../audit-trail/search-audit";
import { route } from "./route";

export const AUDIT_ROUTES = [
  route({
    method: "GET",
    path: "/audit-entries",
    access: { permission: "audit.read" },
    summary: "Search the audit trail, newest first",
    query: searchAuditInput,
    response: searchAuditResult,
    handle: async ({ context, query }) => ({ body: await searchAudit(context, query) }),
  }),
  route({
    method: "GET",
    path: "/audit-entries/export",
    access: { permission: "audit.export" },
    summary: "Take the audit trail out as a file, CSV or JSON",
    query: exportAuditInput,
    response: { mediaType: "text/csv" },
    handle: ({ context, query }) => exportAudit(context, query),
  }),
];
