import { readFileSync } from "node:fs";
import postgres from "postgres";

const DATABASE = "plain_sales";
const SALES_A_CALL = 100;
const TENANTS = 50;
const STORES = 2;

/** `sale.sql` in a database of its own beside the shop's: the same server, nothing of the product. */
export type PlainSales = {
  /** Seconds that so many sales take, a hundred a transaction. */
  write(sales: number, connections: number): Promise<number>;
  analyze(): Promise<void>;
  close(): Promise<void>;
};

export async function openPlainSales(adminUrl: string): Promise<PlainSales> {
  const url = new URL(adminUrl);
  const admin = postgres(url.toString(), { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${DATABASE}`).finally(() => admin.end());
  url.pathname = `/${DATABASE}`;
  const sql = postgres(url.toString(), { max: 4, onnotice: () => undefined });
  for (const statement of statements()) await sql.unsafe(statement);
  return {
    async write(sales, connections) {
      let left = sales / SALES_A_CALL;
      const begun = performance.now();
      await Promise.all(
        Array.from({ length: connections }, async (_, at) => {
          for (; left > 0; ) {
            left -= 1;
            const tenant = 1 + ((left * 7 + at) % TENANTS);
            await sql`select gen_sales(${SALES_A_CALL}, ${tenant}, ${1 + (left % STORES)})`;
          }
        }),
      );
      return (performance.now() - begun) / 1_000;
    },
    async analyze() {
      await sql.unsafe("analyze");
    },
    close: () => sql.end(),
  };
}

/** One by one: some of them refuse to run in a transaction. */
function statements(): readonly string[] {
  const text = readFileSync(new URL("./sale.sql", import.meta.url), "utf8");
  const [before = "", body = "", after = ""] = text.split("$f$");
  const head = before.lastIndexOf("create or replace function");
  return [
    ...before.slice(0, head).split(";\n"),
    `${before.slice(head)}$f$${body}$f$`,
    ...after.split(";\n"),
  ].filter(
    (statement) =>
      statement
        .replace(/^--.*$/gm, "")
        .replace(/;/g, "")
        .trim() !== "",
  );
}
