import { procedure, router } from "../trpc/init";
import { accessRulesResult, readAccessRules } from "./read-access-rules";
import { saveAccessRules, saveAccessRulesInput, saveAccessRulesResult } from "./save-access-rules";

export const accessRulesRouter = router({
  read: procedure("access.write")
    .output(accessRulesResult)
    .query(({ ctx }) => readAccessRules(ctx)),
  save: procedure("access.write")
    .input(saveAccessRulesInput)
    .output(saveAccessRulesResult)
    .mutation(({ ctx, input }) => saveAccessRules(ctx, input)),
});
