import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import {
  listAnchors,
  type SignedAnchor,
  signedAnchorSchema,
} from "../server/audit-trail/check-anchors";
import type { TrailBreak } from "../server/audit-trail/read-stand";
import { type AuditVerdict, verifyAudit } from "../server/audit-trail/verify-audit";
import type { Runtime } from "../server/context";
import { anchorAudit } from "../server/jobs/anchor-audit";
import { readTenantCode } from "../server/tenants/read-tenant-code";
import { systemContext } from "../server/tenants/system-context";
import { Refusal } from "./refusal";
import { wantedTenants, withShopRuntime } from "./shop/shop-runtime";

const HELP = `npm run audit -- verify [--tenant CODE] [--from DAY] [--to DAY] [--anchors FILE]
    computes the hash chain of every business's audit trail again (or of one, or of some days in
    UTC), up to the head, and checks signature and place of each daily anchor; --anchors takes a
    file that "anchors" wrote, kept elsewhere: a past written anew does not agree with it

npm run audit -- anchor
    signs where each trail stands, as the worker does once a day

npm run audit -- anchors [--tenant CODE]
    prints all anchors as JSON, to be kept elsewhere

verify ends with "ok" or "broken" and exits 1 when broken. It works beside a running shop and
changes nothing. Entries older than the chain are counted; nothing proves them.`;

const RUN_MS_MAX = 10 * 60_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tenant: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    anchors: { type: "string" },
    help: { type: "boolean", short: "h" },
  },
});

const COMMANDS: Readonly<Record<string, (runtime: Runtime) => Promise<void>>> = {
  verify,
  anchor,
  anchors,
};

const [command] = positionals;
if (values.help || command === undefined) console.log(HELP);
else await run(command);

async function run(name: string): Promise<void> {
  const action = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!action) throw new Refusal(`There is no "audit ${name}"; see npm run audit -- --help.`);
  await withShopRuntime(action);
}

async function verify(runtime: Runtime): Promise<void> {
  const range = {
    ...dayOf("from"),
    ...dayOf("to"),
    ...(values.anchors !== undefined && { kept: readKept(values.anchors) }),
  };
  let isWhole = true;
  for (const tenantId of await wantedTenants(runtime, values.tenant)) {
    const context = systemContext(runtime, tenantId);
    const verdict = await verifyAudit(context, range);
    printVerdict(await readTenantCode(context), verdict);
    isWhole &&= verdict.breaks.length === 0;
  }
  console.log(isWhole ? "ok" : "broken");
  if (!isWhole) process.exitCode = 1;
}

async function anchor(runtime: Runtime): Promise<void> {
  const { anchored, isComplete } = await anchorAudit(runtime, { msMax: RUN_MS_MAX });
  console.log(`${anchored} anchored${isComplete ? "" : "; time was up before all were"}`);
  if (!isComplete) process.exitCode = 1;
}

async function anchors(runtime: Runtime): Promise<void> {
  const kept: SignedAnchor[] = [];
  for (const tenantId of await wantedTenants(runtime, values.tenant)) {
    kept.push(...(await listAnchors(systemContext(runtime, tenantId))));
  }
  console.log(JSON.stringify(kept, null, 1));
}

function dayOf(name: "from" | "to"): { readonly [side: string]: string } {
  const day = values[name];
  if (day === undefined) return {};
  if (z.iso.date().safeParse(day).success) return { [name]: day };
  throw new Refusal(`--${name} takes a day, as in 2026-04-30.`);
}

function readKept(path: string): readonly SignedAnchor[] {
  try {
    return z.array(signedAnchorSchema).parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    throw new Refusal(`${path} is no file of anchors; "audit anchors" writes one.`);
  }
}

function printVerdict(code: string, verdict: AuditVerdict): void {
  const { entries, first, through, olderEntries, anchors: count, lastAnchoredOn, breaks } = verdict;
  const span = entries === 0 ? "" : ` (${first} to ${through})`;
  const last = lastAnchoredOn === null ? "" : `, the last of ${lastAnchoredOn}`;
  console.log(
    `${code}: ${entries} entries${span}, ${olderEntries} older than the chain, ${count} anchors${last}, ${breaks.length} breaks`,
  );
  for (const found of breaks) console.log(`  ${sentenceOf(found)}`);
}

function sentenceOf({ kind, sequence, day }: TrailBreak): string {
  switch (kind) {
    case "missing":
      return `entry ${sequence} is missing`;
    case "prev_hash":
      return `entry ${sequence} does not follow the one before it`;
    case "hash":
      return `entry ${sequence} was changed`;
    case "head":
      return `the head says entry ${sequence}, the entries end elsewhere`;
    case "anchor":
      return `entry ${sequence} is not the one that was anchored on ${day}`;
    case "anchor_signature":
      return `the anchor of ${day} was not signed by this deployment`;
  }
}
