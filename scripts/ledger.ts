import { parseArgs } from "node:util";
import { type LedgerReport, verifyLedger } from "./ledger/verify-ledger";
import { Refusal } from "./refusal";
import { wantedTenants, withShopRuntime } from "./shop/shop-runtime";

const HELP = `npm run ledger -- verify [--tenant CODE] [--json]
    books every event of every business (or of one) again, beside the shop's tables, and compares
    all rows that come from events with what is stored; checks each terminal's hash chain and
    cursors, that the journal adds up to zero and that stock is the sum of its movements

Ends with "identical", or tells the first difference: table, key, column, what is stored, what comes out,
the event it comes from. Exits 1 on a difference. Works beside a running shop, sees it at one
instant and changes nothing. --json ends with one line:
    {"identical": …, "seconds": …, "tenants": [{tenant, isIdentical, events, waiting, tables, findings, first, seconds}]}

Not compared: notes for people (deviations), and what tills share by themselves (carts put aside,
beside their deposits and their end).`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tenant: { type: "string" },
    json: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  },
});

const [command] = positionals;
if (values.help || command === undefined) console.log(HELP);
else if (command === "verify") await verify();
else throw new Refusal(`There is no "ledger ${command}"; see npm run ledger -- --help.`);

function verify(): Promise<void> {
  return withShopRuntime(async (runtime, { adminUrl }) => {
    const startedAt = performance.now();
    const reports: LedgerReport[] = [];
    for (const tenantId of await wantedTenants(runtime, values.tenant)) {
      const report = await verifyLedger({ adminUrl, runtime }, tenantId, console.error);
      if (!values.json) printReport(report);
      reports.push(report);
    }
    const identical = reports.every(({ isIdentical }) => isIdentical);
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    const verdict = identical ? "identical" : "not identical";
    console.log(values.json ? JSON.stringify({ identical, seconds, tenants: reports }) : verdict);
    if (!identical) process.exitCode = 1;
  });
}

function printReport(report: LedgerReport): void {
  const { tenant, events, waiting, tables, findings, seconds } = report;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const behind = waiting === 0 ? "" : `, ${waiting} not booked yet`;
  console.log(
    `${tenant}: ${events} events${behind}, ${rows} rows, ${seconds} s: ${report.first ?? "identical"}`,
  );
  if (report.isIdentical) return;
  for (const { table, rows: count, different } of tables) {
    if (different > 0) console.log(`  ${table}: ${different} of ${count} rows differ`);
  }
  for (const { sentence } of findings.slice(0, 10)) console.log(`  ${sentence}`);
}
