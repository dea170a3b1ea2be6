import { sentLinkResult } from "../auth/account-links/send-account-link";
import { procedure, router } from "../trpc/init";
import { blockPerson, blockPersonResult, personIdInput, unblockPerson } from "./block-person";
import { changePerson, changePersonInput, changePersonResult } from "./change-person";
import { inviteAgain, invitePerson, invitePersonInput } from "./invite-person";
import { listPeople, listPeopleInput, listPeopleResult } from "./list-people";
import { setBadge, setBadgeInput, setBadgeResult } from "./set-badge";

export const peopleRouter = router({
  list: procedure("staff.read")
    .input(listPeopleInput)
    .output(listPeopleResult)
    .query(({ ctx, input }) => listPeople(ctx, input)),
  invite: procedure("staff.write")
    .input(invitePersonInput)
    .output(sentLinkResult)
    .mutation(({ ctx, input }) => invitePerson(ctx, input)),
  inviteAgain: procedure("staff.write")
    .input(personIdInput)
    .output(sentLinkResult)
    .mutation(({ ctx, input }) => inviteAgain(ctx, input)),
  change: procedure("staff.write")
    .input(changePersonInput)
    .output(changePersonResult)
    .mutation(({ ctx, input }) => changePerson(ctx, input)),
  block: procedure("staff.write")
    .input(personIdInput)
    .output(blockPersonResult)
    .mutation(({ ctx, input }) => blockPerson(ctx, input)),
  setBadge: procedure("staff.write")
    .input(setBadgeInput)
    .output(setBadgeResult)
    .mutation(({ ctx, input }) => setBadge(ctx, input)),
  unblock: procedure("staff.write")
    .input(personIdInput)
    .output(blockPersonResult)
    .mutation(({ ctx, input }) => unblockPerson(ctx, input)),
});
