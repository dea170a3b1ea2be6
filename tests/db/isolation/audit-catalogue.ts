import type postgres from "postgres";
import {
  APPEND_ONLY_TABLES,
  PRUNED_TABLES,
  REPLACEABLE_TABLES,
  UPDATABLE_TABLES,
} from "../../../db/grants";
import { APP_ROLE } from "../../../db/migrate";

type Asked = postgres.Sql | postgres.TransactionSql;

/** What the application may do with each table: one privilege a line, as `table privilege`. */
export const EXPECTED_GRANTS: readonly string[] = [
  ...APPEND_ONLY_TABLES.flatMap((table) => rights(table, ["INSERT", "SELECT"])),
  ...UPDATABLE_TABLES.flatMap((table) => rights(table, ["INSERT", "SELECT", "UPDATE"])),
  ...[...REPLACEABLE_TABLES, ...PRUNED_TABLES].flatMap((table) =>
    rights(table, ["DELETE", "INSERT", "SELECT", "UPDATE"]),
  ),
];

export const LISTED_TABLES: readonly string[] = [
  ...APPEND_ONLY_TABLES,
  ...UPDATABLE_TABLES,
  ...REPLACEABLE_TABLES,
  ...PRUNED_TABLES,
];

/** Schemas beside `public`, and why their tables need no wall between tenants. */
export const OTHER_SCHEMAS: Readonly<Record<string, string>> = {
  drizzle: "which migrations have run; the application may only read it",
  throttle: "how often somebody tried, before anybody knows of which tenant; keys are hashes",
  graphile_worker: "the job library's own tables; our jobs carry no tenant's data",
};

/** Policies beside the wall that every table has, and why. */
export const OTHER_POLICIES: Readonly<Record<string, string>> = {
  sign_in_directory_read: "who signs in has no tenant yet; the table holds hashes and ids alone",
  code_directory_read:
    "a device that is set up has no tenant yet; the table holds hashes and ids alone",
};

const WALL = "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)";

function rights(table: string, privileges: readonly string[]): string[] {
  return privileges.map((privilege) => `${table} ${privilege}`);
}

type Rule = { readonly name: string; readonly query: (sql: Asked) => PromiseLike<Found> };
type Found = readonly { readonly found: string }[];

/** Each query finds what breaks its rule; a sound schema gives no row. */
const RULES: readonly Rule[] = [
  {
    name: "a relation is a plain or partitioned table that db/grants.ts lists",
    query: (sql) => sql`
      select relname as found from pg_class where relnamespace = 'public'::regnamespace
        and relkind not in ('i', 'I', 't', 'v', 'm', 'c')
        and (relkind not in ('r', 'p') or relname <> all(${LISTED_TABLES as string[]}))`,
  },
  {
    name: "a table of db/grants.ts exists",
    query: (sql) => sql`
      select name as found from unnest(${LISTED_TABLES as string[]}::text[]) as name
      where to_regclass('public.' || name) is null`,
  },
  {
    name: "tenant_id is a uuid and never null",
    query: (sql) => sql`
      select relname as found from pg_class left join pg_attribute
        on attrelid = pg_class.oid and attname = 'tenant_id' and not attisdropped
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and (attnotnull is not true or atttypid is distinct from 'uuid'::regtype)`,
  },
  {
    name: "a table has a primary key",
    query: (sql) => sql`
      select relname as found from pg_class where relnamespace = 'public'::regnamespace
        and relkind in ('r', 'p') and not exists (
          select 1 from pg_constraint where conrelid = pg_class.oid and contype = 'p')`,
  },
  {
    name: "a unique index begins with tenant_id",
    query: (sql) => sql`
      select indexrelid::regclass::text as found from pg_index
      join pg_class on pg_class.oid = indrelid
      left join pg_attribute on attrelid = indrelid and attnum = indkey[0]
      where relnamespace = 'public'::regnamespace and (indisunique or indisexclusion)
        and attname is distinct from 'tenant_id'`,
  },
  {
    name: "a foreign key carries tenant_id first on both sides and deletes nothing",
    query: (sql) => sql`
      select conrelid::regclass || ' ' || conname as found from pg_constraint
      join pg_attribute mine on mine.attrelid = conrelid and mine.attnum = conkey[1]
      join pg_attribute theirs on theirs.attrelid = confrelid and theirs.attnum = confkey[1]
      where contype = 'f' and connamespace = 'public'::regnamespace
        and (mine.attname <> 'tenant_id' or theirs.attname <> 'tenant_id'
          or confdeltype not in ('a', 'r') or confupdtype not in ('a', 'r'))`,
  },
  {
    name: "row-level security is enabled and forced",
    query: (sql) => sql`
      select relname as found from pg_class where relnamespace = 'public'::regnamespace
        and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`,
  },
  {
    name: "a table has its wall",
    query: (sql) => sql`
      select relname as found from pg_class where relnamespace = 'public'::regnamespace
        and relkind in ('r', 'p') and not exists (
          select 1 from pg_policy where polrelid = pg_class.oid
            and polname = relname || '_tenant' and polcmd = '*' and polpermissive
            and polroles = '{0}' and pg_get_expr(polqual, polrelid) = ${WALL}
            and pg_get_expr(polwithcheck, polrelid) = ${WALL})`,
  },
  {
    name: "a table has no policy beside its wall",
    query: (sql) => sql`
      select relname || ' ' || polname as found from pg_policy
      join pg_class on pg_class.oid = polrelid
      where relnamespace = 'public'::regnamespace and polname <> relname || '_tenant'
        and not (polname = any(${Object.keys(OTHER_POLICIES)}) and polcmd = 'r')`,
  },
  {
    name: "nothing runs by itself: no trigger, rule or event trigger",
    query: (sql) => sql`
      select tgrelid::regclass || ' ' || tgname as found from pg_trigger
      join pg_class on pg_class.oid = tgrelid
      where not tgisinternal and relnamespace = 'public'::regnamespace
      union all
      select ev_class::regclass || ' ' || rulename from pg_rewrite
      join pg_class on pg_class.oid = ev_class
      where relnamespace = 'public'::regnamespace and rulename <> '_RETURN'
      union all
      select evtname from pg_event_trigger`,
  },
  {
    name: "no materialized view, and every view asks as its reader",
    query: (sql) => sql`
      select relname as found from pg_class
      where relnamespace <> all(array['pg_catalog', 'information_schema']::regnamespace[])
        and (relkind = 'm' or (relkind = 'v'
          and relnamespace = 'public'::regnamespace
          and not coalesce(reloptions && array['security_invoker=true', 'security_invoker=on'],
            false)))`,
  },
  {
    name: "no function runs with its owner's rights, and public has none but the door",
    query: (sql) => sql`
      select pg_proc.oid::regprocedure::text as found from pg_proc
      where pronamespace <> all(array['pg_catalog', 'information_schema']::regnamespace[])
        and (prosecdef or (pronamespace = 'public'::regnamespace and proname <> 'app_enter'))`,
  },
  {
    name: "keys come from the application: no identity, no sequence",
    query: (sql) => sql`
      select attrelid::regclass || ' ' || attname as found from pg_attribute
      join pg_class on pg_class.oid = attrelid
      left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and attnum > 0
        and (attidentity <> '' or pg_get_expr(adbin, adrelid) like '%nextval%')
      union all
      select relname from pg_class
      where relkind = 'S' and relnamespace = 'public'::regnamespace`,
  },
  {
    name: "there is no other schema and no extension that could reach around the walls",
    query: (sql) => sql`
      select nspname as found from pg_namespace where nspname !~ '^(pg_|information_schema$)'
        and nspname <> 'public' and nspname <> all(${Object.keys(OTHER_SCHEMAS)})
      union all
      select extname from pg_extension where extname <> 'plpgsql'`,
  },
  {
    name: "the application's grants on tables are those of db/grants.ts",
    query: (sql) => sql`
      with given as (
        select relname || ' ' || privilege_type as line from pg_class,
          aclexplode(relacl) as acl
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')
          and grantee <> relowner and grantee = ${APP_ROLE}::regrole and not is_grantable),
      expected as (select unnest(${EXPECTED_GRANTS as string[]}::text[]) as line)
      select 'granted: ' || line as found from (table given except table expected) as more
      union all
      select 'not granted: ' || line from (table expected except table given) as less`,
  },
  {
    name: "nobody else has rights on tables, columns or what is yet to be made",
    query: (sql) => sql`
      select relname || ' to ' || grantee::regrole || ' ' || privilege_type as found
      from pg_class, aclexplode(relacl)
      where relnamespace in ('public'::regnamespace, 'drizzle'::regnamespace,
          'graphile_worker'::regnamespace)
        and grantee <> relowner and (grantee <> ${APP_ROLE}::regrole or is_grantable)
      union all
      select attrelid::regclass || '.' || attname || ' ' || privilege_type
      from pg_attribute join pg_class on pg_class.oid = attrelid, aclexplode(attacl)
      where relnamespace <> 'pg_catalog'::regnamespace
      union all
      select 'default for ' || grantee::regrole from pg_default_acl, aclexplode(defaclacl)
      where grantee <> defaclrole`,
  },
  {
    name: "the application reads the migrations and writes none of them",
    query: (sql) => sql`
      select relname || ' ' || privilege_type as found from pg_class, aclexplode(relacl)
      where relnamespace = 'drizzle'::regnamespace and grantee = ${APP_ROLE}::regrole
        and privilege_type <> 'SELECT'`,
  },
];

/** Everything of the database that `login` reaches which breaks a rule, as `rule: what`. */
export async function auditCatalogue(sql: Asked, login: string): Promise<readonly string[]> {
  const findings: string[] = [];
  for (const rule of [...RULES, ...roleRules(login)]) {
    for (const { found } of await rule.query(sql)) findings.push(`${rule.name}: ${found}`);
  }
  return findings;
}

export const countRules = (login: string) => RULES.length + roleRules(login).length;

function roleRules(login: string): Rule[] {
  const roles = [APP_ROLE, login];
  return [
    {
      name: "the application's roles have no power of their own",
      query: (sql) => sql`
        select rolname as found from pg_roles where rolname = any(${roles})
          and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication)`,
    },
    {
      name: "the login is a member of the application's role and of no other",
      query: (sql) => sql`
        select roleid::regrole || ' to ' || member::regrole as found from pg_auth_members
        where member::regrole::text = any(${roles})
          and (roleid <> ${APP_ROLE}::regrole or admin_option or member = roleid)
        union all
        select 'not a member' where not pg_has_role(${login}, ${APP_ROLE}, 'member')`,
    },
    {
      name: "the application's roles own nothing",
      query: (sql) => sql`
        select refobjid::regrole || ' owns ' || classid::regclass || ' ' || objid as found
        from pg_shdepend where deptype = 'o' and refclassid = 'pg_authid'::regclass
          and refobjid::regrole::text = any(${roles})`,
    },
    {
      name: "the application's roles create nothing",
      query: (sql) => sql`
        select role || ' in ' || nspname as found from pg_namespace, unnest(${roles}::text[]) as role
        where nspname !~ '^pg_' and has_schema_privilege(role, pg_namespace.oid, 'CREATE')
        union all
        select role || ' in the database' from unnest(${roles}::text[]) as role
        where has_database_privilege(role, current_database(), 'CREATE')`,
    },
    {
      name: "the walls cannot be stepped around: no TRUNCATE, REFERENCES or TRIGGER",
      query: (sql) => sql`
        select role || ' ' || relname as found from pg_class, unnest(${roles}::text[]) as role
        where relnamespace <> all(array['pg_catalog', 'information_schema']::regnamespace[])
          and relkind in ('r', 'p', 'v')
          and has_table_privilege(role, pg_class.oid, 'TRUNCATE, REFERENCES, TRIGGER')`,
    },
  ];
}
