import { DomainError } from "../../core/errors";
import { minor } from "../../core/money/minor";
import type { ReceiptInput } from "../../core/receipt/build-receipt";
import type { SaleKind } from "../../core/sale/sale-document";
import type { ReceiptPrinter } from "../devices/printer";
import type { TillCommands } from "../react/till-commands";
import type { PaidSale, PrinterKind, RecentSale } from "../react/till-state";
import type { OutboxRow, PrintJobRecord } from "../store/log-records";
import type { EngineCore, EngineState } from "./engine-core";
import { paperOf, receiptInputOf } from "./paid-sale";
import { isTraining } from "./pending-event";
import { requireStore } from "./require-cashier";
import { withSignature } from "./sign-receipt";
import { isVoidable } from "./void-commands";

/** The printer of a kind, ready to print. @throws when the device is not there or was not allowed. */
export type PrinterSource = (kind: PrinterKind) => Promise<ReceiptPrinter>;

export function createReceiptCommands(
  core: EngineCore,
  printerOf: PrinterSource,
): Pick<
  TillCommands,
  "listRecentSales" | "readReceipt" | "printReceipt" | "settlePrintJob" | "choosePrinter"
> {
  return {
    listRecentSales: (limit) => listRecentSales(core, limit),
    readReceipt: (saleId) => readReceipt(core, saleId, true),
    printReceipt: (saleId) => printReceipt(core, printerOf, saleId),
    settlePrintJob: (request) => settlePrintJob(core, request),
    async choosePrinter(kind) {
      await printerOf(kind);
      const settings = { ...core.state().settings, printer: kind };
      await core.log.saveSettings(settings);
      core.patch({ settings });
    },
  };
}

async function listRecentSales(core: EngineCore, limit: number): Promise<readonly RecentSale[]> {
  const { enrolment } = core.state();
  if (!enrolment) return [];
  const { terminalId } = enrolment.certificate;
  const rows = await core.log.readRecentEvents(terminalId, limit);
  const touched = touchedSales(rows);
  return rows.flatMap((row) => recentSaleOf(core.state(), row, touched));
}

type Touched = { readonly voided: ReadonlySet<string>; readonly returned: ReadonlySet<string> };

/** What later events say of earlier ones; newer rows are read too whenever older ones are. */
function touchedSales(rows: readonly OutboxRow[]): Touched {
  const voided = new Set<string>();
  const returned = new Set<string>();
  for (const row of rows) {
    const paper = isTraining(row) ? null : paperOf(row);
    if (paper?.kind === "void" && paper.originalSaleId) voided.add(paper.originalSaleId);
    for (const line of paper?.lines ?? []) if (line.returned) returned.add(line.returned.saleId);
  }
  return { voided, returned };
}

function recentSaleOf(state: EngineState, row: OutboxRow, touched: Touched): RecentSale[] {
  const document = paperOf(row);
  if (!document) return [];
  const isVoided = touched.voided.has(document.saleId);
  const isTouched = isVoided || touched.returned.has(document.saleId);
  const shiftId = state.shift?.shiftId ?? null;
  return [
    {
      saleId: document.saleId,
      receiptNumber: document.receiptNumber,
      soldAt: row.storedAt,
      totalMinor: minor(document.totalMinor),
      currency: document.currency,
      kind: recentKind(row, document.kind),
      customerName: row.printed?.customerName ?? null,
      isVoided,
      canVoid: !isTouched && isVoidable(row, document, shiftId),
      isConfirmed: row.envelope.sequence <= state.upload.receivedThrough,
    },
  ];
}

function recentKind(row: OutboxRow, kind: SaleKind): RecentSale["kind"] {
  if (isTraining(row)) return "training";
  return row.envelope.type === "DEPOSIT" ? "deposit" : kind;
}

async function readReceipt(
  core: EngineCore,
  saleId: string,
  isCopy: boolean,
): Promise<ReceiptInput | null> {
  const row = await core.log.findDocument(saleId);
  const document = row ? paperOf(row) : null;
  if (!row || !document) return null;
  const receipt = receiptInputOf({ row, document, store: requireStore(core), isCopy });
  return withSignature(core, receipt, row);
}

/** PENDING → SENT → CONFIRMED, each kept before the next step: paper comes at least once [TD1]. */
async function printReceipt(
  core: EngineCore,
  printerOf: PrinterSource,
  saleId: string,
): Promise<void> {
  const job = takeJob(core, saleId);
  const receipt = await readReceipt(core, saleId, job.isCopy);
  if (!receipt) throw new DomainError("sale_not_found");
  const printer = await printerOf(core.state().settings.printer);
  noteActive(core, job.jobId, true);
  try {
    await keepJob(core, { ...job, state: "SENT" });
    await printer.print(receipt);
    await keepJob(core, { ...job, state: "CONFIRMED" });
  } finally {
    noteActive(core, job.jobId, false);
  }
}

function noteActive(core: EngineCore, jobId: string, isActive: boolean): void {
  const active = new Set(core.state().activePrintJobs);
  if (isActive) active.add(jobId);
  else active.delete(jobId);
  core.patch({ activePrintJobs: active });
}

/**
 * Paper and drawer by themselves where a receipt printer is connected. Nothing that goes wrong here
 * undoes the sale: the job stays and the cashier is asked about it.
 */
export async function printAfterSale(
  core: EngineCore,
  printerOf: PrinterSource,
  paid: PaidSale,
): Promise<void> {
  const kind = core.state().settings.printer;
  if (kind !== "usb" && kind !== "serial") return;
  const isCash = paid.payments.some((payment) => payment.method === "cash");
  try {
    if (isCash && !paid.isTraining) await (await printerOf(kind)).openDrawer();
    await printReceipt(core, printerOf, paid.saleId);
  } catch (error) {
    core.ports.report(error);
  }
}

/** The job that the sale made, or a copy when that one was used. */
function takeJob(core: EngineCore, saleId: string): PrintJobRecord {
  const jobs = core.state().printJobs.filter((job) => job.saleId === saleId);
  const waiting = jobs.find((job) => job.state === "PENDING");
  if (waiting) return waiting;
  return {
    jobId: core.ports.newId(),
    saleId,
    receiptNumber: jobs[0]?.receiptNumber ?? "",
    state: "PENDING",
    isCopy: true,
    createdAt: core.ports.clock.now(),
  };
}

async function keepJob(core: EngineCore, job: PrintJobRecord): Promise<void> {
  await core.log.savePrintJob(job);
  const others = core.state().printJobs.filter((known) => known.jobId !== job.jobId);
  core.patch({ printJobs: [...others, job] });
}

async function settlePrintJob(
  core: EngineCore,
  request: { jobId: string; cameOut: boolean },
): Promise<void> {
  const job = core.state().printJobs.find((known) => known.jobId === request.jobId);
  if (!job) return;
  // What may have come out once is printed again as a copy.
  await keepJob(
    core,
    request.cameOut ? { ...job, state: "CONFIRMED" } : { ...job, state: "PENDING", isCopy: true },
  );
}
