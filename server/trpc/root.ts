import { rolesRouter } from "../access/router";
import { programsRouter } from "../auth/programs-router";
import { accessRulesRouter } from "../access-rules/router";
import { sessionRouter } from "../auth/router";
import { catalogRouter } from "../catalog/router";
import { peopleRouter } from "../people/router";
import { reportsRouter } from "../reports/router";
import { salesRouter } from "../sales/router";
import { storesRouter } from "../stores/router";
import { syncRouter } from "../sync-office/router";
import { terminalsRouter } from "../terminals/router";
import { router } from "./init";

export const appRouter = router({
  session: sessionRouter,
  stores: storesRouter,
  catalog: catalogRouter,
  terminals: terminalsRouter,
  accessRules: accessRulesRouter,
  sales: salesRouter,
  reports: reportsRouter,
  sync: syncRouter,
  roles: rolesRouter,
  people: peopleRouter,
  programs: programsRouter,
});

export type AppRouter = typeof appRouter;
