import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { tenantIdOf } from "../core/ids";
import type { Runtime } from "../server/context";
import { createRegister } from "../server/stores/create-register";
import { createStore } from "../server/stores/create-store";
import { createTenant } from "../server/tenants/create-tenant";
import { renewStreams } from "../server/tenants/renew-streams";
import { systemContext } from "../server/tenants/system-context";
import { inTransaction } from "../server/transaction";
import { Refusal } from "./refusal";
import { withShopRuntime } from "./shop/shop-runtime";

const HELP = `npm run tenant -- list
    lists the businesses of this deployment

npm run tenant -- create --code CODE --name NAME --email EMAIL --password PASSWORD
    [--country KE] [--currency KES] [--timezone Africa/Nairobi] [--language en]
    [--prices inclusive|exclusive] [--store NAME]
    begins a business with its owner, one store and one register

npm run tenant -- restored CODE
    after the business was restored from a backup: its tills fetch everything again, beside
    their use, instead of missing what changed after the backup; what they sold is sent anyway`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    code: { type: "string" },
    name: { type: "string" },
    email: { type: "string" },
    password: { type: "string" },
    country: { type: "string", default: "KE" },
    currency: { type: "string", default: "KES" },
    timezone: { type: "string", default: "Africa/Nairobi" },
    language: { type: "string", default: "en" },
    prices: { type: "string", default: "inclusive" },
    store: { type: "string", default: "Main store" },
    help: { type: "boolean", short: "h" },
  },
});

const COMMANDS: Readonly<Record<string, (runtime: Runtime) => Promise<void>>> = {
  list,
  create,
  restored,
};

const [command, code] = positionals;
if (values.help || command === undefined) console.log(HELP);
else await run(command);

async function run(name: string): Promise<void> {
  const action = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!action) throw new Refusal(`There is no "tenant ${name}"; see npm run tenant -- --help.`);
  await withShopRuntime(action);
}

async function list(runtime: Runtime): Promise<void> {
  for (const tenantId of await runtime.database.listTenantIds()) {
    const rows = await inTransaction(systemContext(runtime, tenantId), (tx) =>
      tx.execute<{ code: string; name: string; currency: string; stores: string }>(sql`
        select code, name, currency,
          (select count(*) from stores where stores.tenant_id = ${tenantId}::uuid) as stores
        from tenants where tenant_id = ${tenantId}::uuid`),
    );
    for (const row of rows) {
      const stores = `${row.stores} ${row.stores === "1" ? "store" : "stores"}`;
      console.log(`${row.code}\t${row.name}\t${row.currency}\t${stores}`);
    }
  }
}

async function restored(runtime: Runtime): Promise<void> {
  if (code === undefined) throw new Refusal("tenant restored needs the CODE of the business.");
  const tenantId = tenantIdOf(code);
  const streams = await renewStreams(systemContext(runtime, tenantId));
  if (streams === 0) throw new Refusal(`There is no business ${code}.`);
  console.log(`The tills of ${code} will fetch everything again (${streams} streams).`);
}

async function create(runtime: Runtime): Promise<void> {
  const { name, email, password } = values;
  if (!values.code || !name || !email || !password) {
    throw new Refusal("tenant create needs --code, --name, --email and --password.");
  }
  if (values.prices !== "inclusive" && values.prices !== "exclusive") {
    throw new Refusal("--prices takes inclusive or exclusive.");
  }
  const { tenantId } = await createTenant(runtime, {
    code: values.code,
    name,
    country: values.country,
    currency: values.currency,
    language: values.language,
    pricesIncludeTax: values.prices === "inclusive",
    owner: { email, name, password },
  });
  const context = systemContext(runtime, tenantId);
  const { id: storeId } = await createStore(context, {
    code: "MAIN",
    name: values.store,
    timezone: values.timezone,
    language: values.language,
  });
  await createRegister(context, { storeId });
  console.log(`${name} is ready. Sign in as ${email}.`);
}
