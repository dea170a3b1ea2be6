import { createTRPCClient, httpLink, type TRPCClientErrorLike } from "@trpc/client";
import type { AppRouter } from "../../server/trpc/root";

/** What a refused call of the till carries; `data.domainCode` has its sentence. */
export type TillApiError = TRPCClientErrorLike<AppRouter>;

/**
 * The server, for what a till does while a person is signed in: see the stores and enrol. Selling
 * and syncing never come this way.
 */
export const tillApi = createTRPCClient<AppRouter>({ links: [httpLink({ url: "/api/trpc" })] });
