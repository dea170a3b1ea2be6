import { z } from "zod";
import { procedure, router } from "../trpc/init";
import { exportAuditInput, requireAuditExport } from "./export-audit";
import { readTrailFacts, trailFactsResult } from "./read-trail-facts";
import { searchAudit, searchAuditInput, searchAuditResult } from "./search-audit";
import { verifyNewest, verifyNewestResult } from "./verify-newest";

export const auditRouter = router({
  search: procedure("audit.read")
    .input(searchAuditInput)
    .output(searchAuditResult)
    .query(({ ctx, input }) => searchAudit(ctx, input)),
  facts: procedure("audit.read")
    .output(trailFactsResult)
    .query(({ ctx }) => readTrailFacts(ctx)),
  verify: procedure("audit.read")
    .output(verifyNewestResult)
    .query(({ ctx }) => verifyNewest(ctx)),
  /** Where the file is to be had, for who may have it: a download could not ask who is there. */
  exportPath: procedure("audit.export")
    .input(exportAuditInput)
    .output(z.object({ path: z.string() }))
    .query(({ ctx, input }) => {
      requireAuditExport(ctx);
      const named = Object.entries(input).filter(([, value]) => value !== undefined);
      const query = new URLSearchParams(Object.fromEntries(named) as Record<string, string>);
      return { path: `/api/v1/audit-entries/export?${query}` };
    }),
});
