import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { createRuntime } from "../server/runtime";
import { systemContext } from "../server/tenants/system-context";
import { openShop } from "./postgres/connect";
import { Refusal } from "./refusal";
import { readSalesFile } from "./replay/read-rows";
import { replayFile } from "./replay/replay-file";
import { reportOddities } from "./replay/report-oddities";
import { serveRest } from "./serve-rest";

const HELP = `npm run replay -- FILE [--terminals N] [--prices inclusive|exclusive|none]
                     [--tenant CODE] [--url URL]

Replays a sales file (CSV or .csv.gz with the columns InvoiceNo, StockCode, Description, Quantity,
InvoiceDate, UnitPrice, and if present CustomerID, Country, Store, Cashier, Tender, Barcode)
through the public sync API as the events of N terminals a store (default 1), into a tenant of its
own or the one that --tenant names. --prices says how the file's prices stand to tax (default
none: no tax). Replaying the same file again changes nothing.

It uses the running shop (or --url), otherwise an API of its own on the shop's database. Every
oddity of the file is listed by its line; the last line is one line of JSON.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: "string" },
    terminals: { type: "string", default: "1" },
    prices: { type: "string", default: "none" },
    tenant: { type: "string" },
    help: { type: "boolean", short: "h" },
  },
});

if (values.help) console.log(HELP);
else await replay(positionals);

async function replay(names: readonly string[]): Promise<void> {
  const [name] = names;
  if (name === undefined) throw new Refusal("Name a file: npm run replay -- FILE");
  const terminals = Number(values.terminals);
  if (!Number.isInteger(terminals) || terminals < 1 || terminals > 100) {
    throw new Refusal("--terminals takes a whole number from 1 to 100.");
  }
  const tax = values.prices;
  if (tax !== "inclusive" && tax !== "exclusive" && tax !== "none") {
    throw new Refusal("--prices takes inclusive, exclusive or none.");
  }
  // npm runs scripts in the package's folder; INIT_CWD is where the command was typed.
  const file = readSalesFile(resolve(process.env["INIT_CWD"] ?? process.cwd(), name));
  const shop = await openShop();
  const runtime = createRuntime({
    databaseUrl: shop.appUrl,
    authSecret: shop.authSecret,
    appUrl: shop.serverUrl ?? "http://localhost",
  });
  const given = values.url?.replace(/\/$/, "") ?? shop.serverUrl;
  const own = given === null ? await serveRest(runtime) : null;
  try {
    const result = await replayFile(runtime, file, {
      baseUrl: given ?? own?.url ?? "",
      terminals,
      tax,
      tenantCode: values.tenant,
      contextOf: (tenantId) => systemContext(runtime, tenantId),
    });
    reportOddities(file.oddities);
    console.log(JSON.stringify(result));
  } finally {
    await own?.close();
    await runtime.database.close();
    await shop.close();
  }
}
