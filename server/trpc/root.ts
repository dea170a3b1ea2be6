import { rolesRouter } from "../access/router";
import { accessRulesRouter } from "../access-rules/router";
import { auditRouter } from "../audit-trail/router";
import { passwordsRouter } from "../auth/account-links/router";
import { programsRouter } from "../auth/programs-router";
import { sessionRouter, signInSettingsRouter } from "../auth/router";
import { catalogRouter } from "../catalog/router";
import { mailsRouter } from "../mail/router";
import { peopleRouter } from "../people/router";
import { reportsRouter } from "../reports/router";
import { salesRouter } from "../sales/router";
import { storesRouter } from "../stores/router";
import { syncRouter } from "../sync-office/router";
import { terminalsRouter } from "../terminals/router";
import { router } from "./init";

export const appRouter = router({
  session: sessionRouter,
  signInSettings: signInSettingsRouter,
  passwords: passwordsRouter,
  mails: mailsRouter,
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
  audit: auditRouter,
});

export type AppRouter = typeof appRouter;
