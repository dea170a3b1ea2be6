import { enrolResponseSchema } from "../../core/sync/protocol-v1";
import { procedure, router } from "../trpc/init";
import {
  createEnrolmentCode,
  createEnrolmentCodeInput,
  createEnrolmentCodeResult,
} from "./create-enrolment-code";
import { enrolTerminal, enrolTerminalInput } from "./enrol-terminal";
import { listTerminals, listTerminalsResult } from "./list-terminals";
import { revokeTerminal, revokeTerminalInput, revokeTerminalResult } from "./revoke-terminal";

export const terminalsRouter = router({
  enrol: procedure("terminal.enrol")
    .input(enrolTerminalInput)
    .output(enrolResponseSchema)
    .mutation(({ ctx, input }) => enrolTerminal(ctx, input)),
  createCode: procedure("terminal.enrol")
    .input(createEnrolmentCodeInput)
    .output(createEnrolmentCodeResult)
    .mutation(({ ctx, input }) => createEnrolmentCode(ctx, input)),
  list: procedure("sync.read")
    .output(listTerminalsResult)
    .query(({ ctx }) => listTerminals(ctx)),
  revoke: procedure("sync.manage")
    .input(revokeTerminalInput)
    .output(revokeTerminalResult)
    .mutation(({ ctx, input }) => revokeTerminal(ctx, input)),
});
