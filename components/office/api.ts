import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { AppRouter } from "../../server/trpc/root";
import type { StepUpGate } from "./frame/step-up-gate";
import { stepUpLink } from "./frame/step-up-link";

const URL_PATH = "/api/trpc";
const BATCH_SIZE_MAX = 20;

export const {
  TRPCProvider: OfficeTrpcProvider,
  useTRPC: useOfficeApi,
  useTRPCClient: useOfficeClient,
} = createTRPCContext<AppRouter>();

/** Queries travel together; what is live has a stream of its own; what wants a fresh proof gets it. */
export function createOfficeClient(gate: StepUpGate) {
  return createTRPCClient<AppRouter>({
    links: [
      stepUpLink(gate),
      splitLink({
        condition: (operation) => operation.type === "subscription",
        true: httpSubscriptionLink({ url: URL_PATH }),
        false: httpBatchLink({ url: URL_PATH, maxItems: BATCH_SIZE_MAX }),
      }),
    ],
  });
}
