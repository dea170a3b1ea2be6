import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type postgres from "postgres";
import { selectProducts } from "../../server/catalog/product-columns";

const dialect = new PgDialect();

/** A statement as it is, from a pool or a transaction, its plan kept as the product keeps it. */
export async function runPlainly<Row>(
  client: Pick<postgres.Sql, "unsafe">,
  statement: SQL,
): Promise<readonly Row[]> {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  const rows = await client.unsafe(text, params as postgres.ParameterOrJSON<never>[], {
    prepare: true,
  });
  return [...rows] as unknown as readonly Row[];
}

/** The statement of the lookup. */
export function productQuery(tenantId: string, sku: string): SQL {
  return selectProducts(tenantId, {
    filter: sql`products.sku = ${sku}`,
    storeId: null,
    scope: null,
    limit: 1,
  });
}
