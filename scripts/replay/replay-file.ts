import type { Runtime, TenantContext } from "../../server/context";
import type { ReplayTax } from "./build-catalog";
import { buildEvents } from "./build-events";
import { buildInvoices, type Invoice } from "./build-invoices";
import { enrolDevices } from "./enrol-devices";
import { prepareTenant } from "./prepare-tenant";
import { type LedgerSums, readLedger } from "./read-ledger";
import type { SalesFile } from "./read-rows";
import { sendEvents } from "./send-events";

export type ReplayResult = LedgerSums & {
  readonly tenant: string;
  readonly rows: number;
  readonly byStore: Readonly<Record<string, LedgerSums>>;
  readonly oddities: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly signIn: { readonly email: string; readonly password: string };
};

/** Replay a file that has been read; the sums are read back from the ledger. */
export async function replayFile(
  runtime: Runtime,
  file: SalesFile,
  options: {
    baseUrl: string;
    terminals: number;
    tax: ReplayTax;
    tenantCode: string | undefined;
    contextOf: (tenantId: string) => TenantContext;
  },
): Promise<ReplayResult> {
  const startedAt = performance.now();
  const invoices = buildInvoices(file.rows, file.oddities);
  const tenant = await prepareTenant(runtime, file, options);
  const context = options.contextOf(tenant.tenantId);
  const place = { ...tenant.place, oddities: file.oddities };
  const terminalIds: string[] = [];
  for (const [store, storeId] of tenant.storeIds) {
    const devices = await enrolDevices(context, tenant, {
      baseUrl: options.baseUrl,
      storeId,
      count: options.terminals,
    });
    const own = invoices.filter((invoice) => storeOf(invoice) === store);
    await Promise.all(
      devices.map(async (device, index) => {
        const dealt = own.filter((_, position) => position % devices.length === index);
        terminalIds.push(device.terminalId);
        if (dealt.length === 0) return;
        await sendEvents(options.baseUrl, device, buildEvents(dealt, device, place));
      }),
    );
  }
  const sums = await readLedger(context, terminalIds);
  return {
    tenant: tenant.code,
    rows: file.rows.length,
    ...sums,
    oddities: countKinds(file),
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    signIn: tenant.signIn,
  };
}

function storeOf(invoice: Invoice): string {
  return (invoice.rows[0] ?? invoice.writeOffs[0])?.store ?? "";
}

function countKinds(file: SalesFile): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of file.oddities) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
