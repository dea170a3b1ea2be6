import type postgres from "postgres";

/** Columns that people or devices fill with words of their own; every row gets its tenant's mark. */
const MARKED = new Set(
  [
    "cashier_name device_name display_name family name note phone reference resolution_note",
    "search_text subject tax_number user_agent",
  ]
    .join(" ")
    .split(" "),
);
const MARKED_LISTS = new Set(["address_lines", "receipt_footer"]);

/** Codes, hashes and words of the program: marked by the tenant's code or of no meaning to others. */
const CODED = new Set(
  [
    "account action actor_kind actor_role app_version applied_hash apply_error code country",
    "coupon_code currency email",
    "error_code foreign_currency foreign_rate hash icon ip key kind language lease_token method number",
    "password_hash prev_hash previous_lease_token",
    "public_key raw reason receipt_number received_hash refresh_hash request_id request_sha256",
    "resolution role",
    "client_id code_hash hint issuer last_error last_used_ip recipient revoked_reason sealed_body",
    "sealed_secret secret_hash signature",
    "scope severity sku state status stream tax_group_code tax_rounding text timezone token_hash type unit",
  ]
    .join(" ")
    .split(" "),
);

const SECRETS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}|t-[0-9a-f]{12}/gi;

type Column = { table_name: string; column_name: string; data_type: string };

/** Text columns that are in neither list above, so that a new one is thought about. */
export async function listUnknownTexts(admin: postgres.Sql): Promise<readonly string[]> {
  const columns = await listColumns(admin);
  return columns
    .filter(({ data_type }) => data_type === "text")
    .filter(({ column_name }) => !MARKED.has(column_name) && !CODED.has(column_name))
    .map(({ table_name, column_name }) => `${table_name}.${column_name}`);
}

/** Write the tenant's mark into every text that people read, in every row that it has. */
export async function markTexts(
  admin: postgres.Sql,
  filled: { readonly tenant: { readonly tenantId: string }; readonly marker: string },
): Promise<void> {
  const { tenantId } = filled.tenant;
  for (const { table_name, column_name, data_type } of await listColumns(admin)) {
    const [table, column] = [admin(table_name), admin(column_name)];
    if (data_type === "text" && MARKED.has(column_name)) {
      await admin`
        update ${table} set ${column} = ${`${filled.marker} `} || ctid
        where tenant_id = ${tenantId} and ${column} is distinct from ''`;
    } else if (MARKED_LISTS.has(column_name)) {
      await admin`
        update ${table} set ${column} = ${admin.json([filled.marker])}
        where tenant_id = ${tenantId}`;
    }
  }
}

function listColumns(admin: postgres.Sql) {
  return admin<Column[]>`
    select table_name, column_name, data_type from information_schema.columns
    where table_schema = 'public' and data_type in ('text', 'jsonb')
    order by table_name, column_name`;
}

export function listTables(admin: postgres.Sql): Promise<readonly string[]> {
  return admin<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`.then(
    (rows) => rows.map(({ name }) => name),
  );
}

/** What the other tenant's rows hold and one's own do not. */
export async function foreignSecrets(
  admin: postgres.Sql,
  tenants: { ours: string; theirs: string },
): Promise<ReadonlySet<string>> {
  const own = await secretsOf(admin, tenants.ours);
  const foreign = await secretsOf(admin, tenants.theirs);
  return new Set([...foreign].filter((secret) => !own.has(secret)));
}

/** Every id, hash and code in any row of a tenant. */
async function secretsOf(admin: postgres.Sql, tenantId: string): Promise<ReadonlySet<string>> {
  const secrets = new Set<string>();
  for (const table of await listTables(admin)) {
    const rows = await admin<{ text: string }[]>`
      select to_jsonb(t)::text as text from ${admin(table)} t where tenant_id = ${tenantId}`;
    for (const { text } of rows) for (const secret of secretsIn(text)) secrets.add(secret);
  }
  return secrets;
}

function secretsIn(text: string): string[] {
  return Array.from(text.matchAll(SECRETS), ([secret]) => secret.toLowerCase());
}

/** Secrets of the other tenant that an answer holds, but for those that the question named. */
export function findLeaks(
  answer: string,
  secrets: ReadonlySet<string>,
  question: string,
): readonly string[] {
  const named = new Set([...secretsIn(question), ...packedIn(question)]);
  const told = [...secretsIn(answer), ...packedIn(answer)];
  return told.filter((secret) => secrets.has(secret) && !named.has(secret));
}

/** Long enough for a token's two ids, and for the place that a cursor names. */
const PACKED = /[A-Za-z0-9_-]{43,}/g;

/** The same inside of what clients carry unread: cursors, and tokens that begin with their ids. */
function packedIn(text: string): string[] {
  return Array.from(text.matchAll(PACKED), ([word]) => word).flatMap((word) => {
    const ids = Buffer.from(word.replace(/^k[a-z]_/, "").slice(0, 43), "base64url").toString("hex");
    const uuids = [ids.slice(0, 32), ids.slice(32, 64)].map((hex) =>
      hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
    );
    return [...uuids, ...secretsIn(Buffer.from(word, "base64url").toString("utf8"))];
  });
}

/** A sum over all rows of a tenant, by table. */
export async function checksumOf(
  admin: postgres.Sql,
  tenantId: string,
): Promise<Readonly<Record<string, string>>> {
  const sums = (await listTables(admin)).map(
    (table) => `select '${table}' as name, (select coalesce(md5(string_agg(t::text, '' order by
      t::text)), '') from ${table} t where tenant_id = '${tenantId}') as sum`,
  );
  const rows = await admin.unsafe<{ name: string; sum: string }[]>(sums.join(" union all "));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}
