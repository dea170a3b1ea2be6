import { limitCostly } from "../rate-limit/limit-api";
import { procedure, router } from "../trpc/init";
import { getToday, getTodayInput } from "./get-today";
import { todayResult } from "./today-result";
import { watchChanges } from "./watch-changes";

export const reportsRouter = router({
  today: procedure("report.read")
    .input(getTodayInput)
    .output(todayResult)
    .query(async ({ ctx, input }) => {
      await limitCostly(ctx, "report");
      return getToday(ctx, input);
    }),
  changes: procedure("sale.read").subscription(({ ctx, signal }) => watchChanges(ctx, signal)),
});
