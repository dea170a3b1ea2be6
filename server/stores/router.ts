import { procedure, router } from "../trpc/init";
import { listStores, listStoresResult } from "./list-stores";

export const storesRouter = router({
  list: procedure("store.read")
    .output(listStoresResult)
    .query(({ ctx }) => listStores(ctx)),
});
