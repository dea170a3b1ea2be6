import { z } from "zod";
import { getProduct } from "../catalog/get-product";
import { listProducts, listProductsInput, listProductsResult } from "../catalog/list-products";
import { productSchema } from "../catalog/product-columns";
import { listStores, listStoresResult } from "../stores/list-stores";
import { route } from "./route";

export const SHOP_ROUTES = [
  route({
    method: "GET",
    path: "/stores",
    access: { permission: "store.read" },
    summary: "List the stores",
    response: listStoresResult,
    handle: async ({ context }) => ({ body: await listStores(context) }),
  }),
  route({
    method: "GET",
    path: "/products",
    access: { permission: "catalog.read" },
    summary: "List products by name, or find them",
    query: listProductsInput,
    response: listProductsResult,
    handle: async ({ context, query }) => ({ body: await listProducts(context, query) }),
  }),
  route({
    method: "GET",
    path: "/products/{sku}",
    access: { permission: "catalog.read" },
    summary: "Read one product",
    params: z.object({ sku: z.string().min(1).max(64) }),
    response: productSchema,
    handle: async ({ context, params }) => ({ body: await getProduct(context, params.sku) }),
  }),
];
