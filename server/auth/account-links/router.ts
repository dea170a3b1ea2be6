import { procedure, router } from "../../trpc/init";
import { changePassword, changePasswordInput, changePasswordResult } from "./change-password";
import { sentLinkResult } from "./send-account-link";
import { sendResetLink, sendResetLinkInput } from "./send-reset-link";

export const passwordsRouter = router({
  change: procedure("signed_in")
    .input(changePasswordInput)
    .output(changePasswordResult)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
  sendResetLink: procedure("staff.write")
    .input(sendResetLinkInput)
    .output(sentLinkResult)
    .mutation(({ ctx, input }) => sendResetLink(ctx, input)),
});
