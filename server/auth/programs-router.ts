import { procedure, router } from "../trpc/init";
import { createClient, createClientInput, createClientResult } from "./clients/create-client";
import { listClients, listClientsResult } from "./clients/list-clients";
import { renewClientSecret, renewClientSecretInput } from "./clients/renew-client-secret";
import { revokeClient, revokeClientInput } from "./clients/revoke-client";
import { createKey, createKeyInput, createKeyResult } from "./keys/create-key";
import { listKeys, listKeysResult } from "./keys/list-keys";
import { revokeKey, revokeKeyInput } from "./keys/revoke-key";

/** Programs that use the API: keys that people make for themselves, and clients of the business. */
export const programsRouter = router({
  keys: procedure("signed_in")
    .output(listKeysResult)
    .query(({ ctx }) => listKeys(ctx)),
  createKey: procedure("signed_in")
    .input(createKeyInput)
    .output(createKeyResult)
    .mutation(({ ctx, input }) => createKey(ctx, input)),
  revokeKey: procedure("signed_in")
    .input(revokeKeyInput)
    .mutation(({ ctx, input }) => revokeKey(ctx, input)),
  clients: procedure("api.manage")
    .output(listClientsResult)
    .query(({ ctx }) => listClients(ctx)),
  createClient: procedure("api.manage")
    .input(createClientInput)
    .output(createClientResult)
    .mutation(({ ctx, input }) => createClient(ctx, input)),
  renewClientSecret: procedure("api.manage")
    .input(renewClientSecretInput)
    .output(createClientResult)
    .mutation(({ ctx, input }) => renewClientSecret(ctx, input)),
  revokeClient: procedure("api.manage")
    .input(revokeClientInput)
    .mutation(({ ctx, input }) => revokeClient(ctx, input)),
});
