import { procedure, router } from "../trpc/init";
import { closeBrowserSession } from "./close-session";
import { getMe, meResult } from "./get-me";
import { getSecurity, securityResult } from "./sessions/get-security";
import { stepUp, stepUpInput } from "./sessions/step-up";
import { setLanguage, setLanguageInput } from "./set-language";

export const sessionRouter = router({
  me: procedure("signed_in")
    .output(meResult)
    .query(({ ctx }) => getMe(ctx)),
  setLanguage: procedure("signed_in")
    .input(setLanguageInput)
    .mutation(({ ctx, input }) => setLanguage(ctx, input)),
  security: procedure("signed_in")
    .output(securityResult)
    .query(({ ctx }) => getSecurity(ctx)),
  stepUp: procedure("signed_in")
    .input(stepUpInput)
    .mutation(({ ctx, input }) => stepUp(ctx, input)),
  signOut: procedure("signed_in").mutation(({ ctx }) => closeBrowserSession(ctx)),
});
