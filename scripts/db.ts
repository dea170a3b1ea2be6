import { parseArgs } from "node:util";
import { openShop } from "./postgres/connect";
import { Refusal } from "./refusal";

const HELP = `npm run db -- url           address of the shop's database for the application role
npm run db -- url --admin   the same for the owner role

The database of DATABASE_URL, otherwise the embedded one of DATA_DIR. An embedded database that
was not running is started to learn its address and stopped again.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { admin: { type: "boolean" }, help: { type: "boolean", short: "h" } },
});

if (values.help || positionals.length === 0) {
  console.log(HELP);
} else if (positionals[0] === "url") {
  const shop = await openShop();
  console.log(values.admin ? shop.adminUrl : shop.appUrl);
  await shop.close();
} else {
  throw new Refusal(`There is no "db ${positionals[0]}"; see npm run db -- --help.`);
}
