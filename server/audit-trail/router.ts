import { z } from "zod";
import { procedure, router } from "../trpc/init";
import { exportAuditInput, findExportPath } from "./export-audit";
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
  exportPath: procedure("audit.export")
    .input(exportAuditInput)
    .output(z.object({ path: z.string() }))
    .query(({ ctx, input }) => findExportPath(ctx, input)),
});
