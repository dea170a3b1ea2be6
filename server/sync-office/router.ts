import { procedure, router } from "../trpc/init";
import {
  closeTerminalGap,
  closeTerminalGapInput,
  closeTerminalGapResult,
} from "./close-terminal-gap";
import { getAsideEvent, getAsideEventResult } from "./get-aside-event";
import { listAside, listAsideInput, listAsideResult } from "./list-aside";
import { listClosedGaps, listClosedGapsInput, listClosedGapsResult } from "./list-closed-gaps";
import { listDeviations, listDeviationsInput, listDeviationsResult } from "./list-deviations";
import { listLateSales, listLateSalesInput, listLateSalesResult } from "./list-late-sales";
import { listSyncState } from "./list-sync-state";
import { postCorrection, postCorrectionInput, postCorrectionResult } from "./post-correction";
import {
  previewCorrection,
  previewCorrectionInput,
  previewCorrectionResult,
} from "./preview-correction";
import {
  resolveDeviation,
  resolveDeviationInput,
  resolveDeviationResult,
} from "./resolve-deviation";
import { asidePlaceInput, retryAside, retryAsideResult } from "./retry-aside";
import { syncStateResult } from "./sync-state-result";

export const syncRouter = router({
  state: procedure("sync.read")
    .output(syncStateResult)
    .query(({ ctx }) => listSyncState(ctx)),
  aside: procedure("sync.read")
    .input(listAsideInput)
    .output(listAsideResult)
    .query(({ ctx, input }) => listAside(ctx, input)),
  asideEvent: procedure("sync.read")
    .input(asidePlaceInput)
    .output(getAsideEventResult)
    .query(({ ctx, input }) => getAsideEvent(ctx, input)),
  deviations: procedure("sync.read")
    .input(listDeviationsInput)
    .output(listDeviationsResult)
    .query(({ ctx, input }) => listDeviations(ctx, input)),
  late: procedure("sync.read")
    .input(listLateSalesInput)
    .output(listLateSalesResult)
    .query(({ ctx, input }) => listLateSales(ctx, input)),
  closedGaps: procedure("sync.read")
    .input(listClosedGapsInput)
    .output(listClosedGapsResult)
    .query(({ ctx, input }) => listClosedGaps(ctx, input)),
  previewCorrection: procedure("sync.manage")
    .input(previewCorrectionInput)
    .output(previewCorrectionResult)
    .query(({ ctx, input }) => previewCorrection(ctx, input)),
  retry: procedure("sync.manage")
    .input(asidePlaceInput)
    .output(retryAsideResult)
    .mutation(({ ctx, input }) => retryAside(ctx, input)),
  post: procedure("sync.manage")
    .input(postCorrectionInput)
    .output(postCorrectionResult)
    .mutation(({ ctx, input }) => postCorrection(ctx, input)),
  closeGap: procedure("sync.manage")
    .input(closeTerminalGapInput)
    .output(closeTerminalGapResult)
    .mutation(({ ctx, input }) => closeTerminalGap(ctx, input)),
  resolve: procedure("sync.manage")
    .input(resolveDeviationInput)
    .output(resolveDeviationResult)
    .mutation(({ ctx, input }) => resolveDeviation(ctx, input)),
});
