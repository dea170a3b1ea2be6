import { z } from "zod";
import { procedure, router } from "../trpc/init";
import { createRegister, createRegisterInput } from "./create-register";
import { createStore, createStoreInput } from "./create-store";
import { listStores, listStoresResult } from "./list-stores";

const createStoreResult = z.object({ id: z.uuid() });
const createRegisterResult = z.object({ id: z.uuid(), code: z.string(), name: z.string() });

export const storesRouter = router({
  list: procedure("store.read")
    .output(listStoresResult)
    .query(({ ctx }) => listStores(ctx)),
  create: procedure("store.write")
    .input(createStoreInput.omit({ id: true }))
    .output(createStoreResult)
    .mutation(({ ctx, input }) => createStore(ctx, input)),
  addRegister: procedure("store.write")
    .input(createRegisterInput.omit({ id: true }))
    .output(createRegisterResult)
    .mutation(({ ctx, input }) => createRegister(ctx, input)),
});
