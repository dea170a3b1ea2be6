import { procedure, router } from "../trpc/init";
import { listMails, listMailsResult } from "./list-mails";

export const mailsRouter = router({
  list: procedure("staff.write")
    .output(listMailsResult)
    .query(({ ctx }) => listMails(ctx)),
});
