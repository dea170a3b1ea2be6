import { procedure, router } from "../trpc/init";
import { listCategories, listCategoriesResult } from "./list-categories";
import { listProducts, listProductsInput, listProductsResult } from "./list-products";

export const catalogRouter = router({
  products: procedure("catalog.read")
    .input(listProductsInput)
    .output(listProductsResult)
    .query(({ ctx, input }) => listProducts(ctx, input)),
  categories: procedure("catalog.read")
    .output(listCategoriesResult)
    .query(({ ctx }) => listCategories(ctx)),
});
