import { procedure, router } from "../trpc/init";
import { closeBrowserSession } from "./close-session";
import {
  beginFactor,
  beginFactorResult,
  confirmFactor,
  confirmFactorInput,
  recoveryCodesResult,
} from "./factors/set-up-factor";
import {
  renewRecoveryCodes,
  resetFactor,
  turnOffFactor,
  turnOffResult,
} from "./factors/turn-off-factor";
import { getMe, meResult } from "./get-me";
import { savedProviderResult, saveProvider, saveProviderInput } from "./oidc/save-provider";
import {
  getSignInSettings,
  savedRulesResult,
  saveRulesInput,
  saveSignInRules,
  signInSettingsResult,
} from "./rules/sign-in-rules";
import {
  endOtherSessions,
  endOthersResult,
  endSession,
  endSessionInput,
  endSessionResult,
} from "./sessions/end-sessions";
import { getSecurity, securityResult } from "./sessions/get-security";
import {
  listSessions,
  listSessionsOf,
  personInput,
  sessionsResult,
} from "./sessions/list-sessions";
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
  list: procedure("signed_in")
    .output(sessionsResult)
    .query(({ ctx }) => listSessions(ctx)),
  listOf: procedure("staff.write")
    .input(personInput)
    .output(sessionsResult)
    .query(({ ctx, input }) => listSessionsOf(ctx, input)),
  end: procedure("signed_in")
    .input(endSessionInput)
    .output(endSessionResult)
    .mutation(({ ctx, input }) => endSession(ctx, input)),
  endOthers: procedure("signed_in")
    .output(endOthersResult)
    .mutation(({ ctx }) => endOtherSessions(ctx)),
  beginFactor: procedure("signed_in")
    .output(beginFactorResult)
    .mutation(({ ctx }) => beginFactor(ctx)),
  confirmFactor: procedure("signed_in")
    .input(confirmFactorInput)
    .output(recoveryCodesResult)
    .mutation(({ ctx, input }) => confirmFactor(ctx, input)),
  turnOffFactor: procedure("signed_in")
    .output(turnOffResult)
    .mutation(({ ctx }) => turnOffFactor(ctx)),
  renewRecoveryCodes: procedure("signed_in")
    .output(recoveryCodesResult)
    .mutation(({ ctx }) => renewRecoveryCodes(ctx)),
  resetFactor: procedure("staff.write")
    .input(personInput)
    .output(turnOffResult)
    .mutation(({ ctx, input }) => resetFactor(ctx, input)),
  stepUp: procedure("signed_in")
    .input(stepUpInput)
    .mutation(({ ctx, input }) => stepUp(ctx, input)),
  signOut: procedure("signed_in").mutation(({ ctx }) => closeBrowserSession(ctx)),
});

/** How people sign in to a business. */
export const signInSettingsRouter = router({
  get: procedure("access.write")
    .output(signInSettingsResult)
    .query(({ ctx }) => getSignInSettings(ctx)),
  saveRules: procedure("access.write")
    .input(saveRulesInput)
    .output(savedRulesResult)
    .mutation(({ ctx, input }) => saveSignInRules(ctx, input)),
  saveProvider: procedure("access.write")
    .input(saveProviderInput)
    .output(savedProviderResult)
    .mutation(({ ctx, input }) => saveProvider(ctx, input)),
});
