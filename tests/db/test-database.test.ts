import postgres from "postgres";
import { expect, test } from "vitest";
import { testDatabase } from "../setup/test-database";

test("the application role owns nothing and cannot step around the tenant walls", async () => {
  const { appUrl } = await testDatabase();
  const sql = postgres(appUrl, { max: 1 });
  const [role] = await sql`
    select rolsuper, rolbypassrls, rolcreaterole,
      exists (select 1 from pg_class where relowner = pg_roles.oid) as owns
    from pg_roles where rolname = current_user`;
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, owns: false });
  await sql.end();
});
