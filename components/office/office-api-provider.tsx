"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { createOfficeClient, OfficeTrpcProvider } from "./api";
import { StepUpDialog } from "./frame/step-up-dialog";
import { createStepUpGate } from "./frame/step-up-gate";

const FRESH_MS = 10_000;

/** Gives the office its client and its cache; one for each page load. */
export function OfficeApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: FRESH_MS, retry: 1 } } }),
  );
  const [gate] = useState(createStepUpGate);
  const [client] = useState(() => createOfficeClient(gate));
  return (
    <QueryClientProvider client={queryClient}>
      <OfficeTrpcProvider trpcClient={client} queryClient={queryClient}>
        {children}
        <StepUpDialog gate={gate} />
      </OfficeTrpcProvider>
    </QueryClientProvider>
  );
}
