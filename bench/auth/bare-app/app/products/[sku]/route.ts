import postgres from "postgres";
import {
  type ProductRow,
  productSchema,
  toProductView,
} from "../../../../../../server/catalog/product-columns";
import { productQuery, runPlainly } from "../../../../plain-lookup";

// Outside of the application: the bench that starts this server says where and whose.
const { DATABASE_URL = "", TENANT_ID = "" } = process.env;
const client = postgres(DATABASE_URL, { onnotice: () => undefined });

type Context = { readonly params: Promise<{ sku: string }> };

/** The lookup of the API and nothing around it: any caller, any tenant, the tables' owner. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { sku } = await params;
  const [row] = await runPlainly<ProductRow>(client, productQuery(TENANT_ID, sku));
  if (!row) return new Response(null, { status: 404 });
  return Response.json(productSchema.parse(toProductView(row)));
}
