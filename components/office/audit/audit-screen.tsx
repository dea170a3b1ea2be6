"use client";

import { Download } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useMessages } from "../../messages/use-messages";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { Pagination } from "../../ui/pagination";
import { showToast } from "../../ui/toast";
import { useOfficeClient } from "../api";
import { useRefusal } from "../sync/use-refusal";
import {
  type AuditAddress,
  auditHref,
  exportInput,
  filtersOf,
  withoutEntry,
} from "./audit-address";
import { AuditFilters } from "./audit-filters";
import type { AuditPage, TrailFacts } from "./audit-outputs";
import { AuditTable } from "./audit-table";
import { ChainBanner, ChainCheckButton, useChainCheck } from "./chain-banner";
import { EntryDialog } from "./entry-dialog";
import { type TrailNames, useRecordFrame } from "./use-record-frame";

export type AuditScreenProps = {
  address: AuditAddress;
  page: AuditPage;
  facts: TrailFacts;
  names: TrailNames;
  mayExport: boolean;
};

export function AuditScreen({ address, page, facts, names, mayExport }: AuditScreenProps) {
  const { officeAudit } = useMessages();
  const router = useRouter();
  const frame = useRecordFrame(names);
  const check = useChainCheck();
  const { timezone } = names;
  const filters = filtersOf(address);
  const closed = withoutEntry(address);
  const step = (direction: "older" | "newer", cursor: string | null) =>
    cursor === null ? null : { href: auditHref({ ...filters, cursor, direction }) };
  return (
    <>
      <PageHeader
        title={officeAudit.title}
        actions={
          <>
            <ChainCheckButton check={check} />
            {mayExport && <ExportButton address={filters} timezone={timezone} />}
          </>
        }
      />
      <ChainBanner check={check} />
      <AuditFilters facts={facts} address={filters} timezone={timezone} />
      <Card className="flex min-h-80 flex-1 flex-col overflow-hidden">
        <AuditTable rows={page.items} address={closed} timezone={timezone} />
        <Pagination
          previous={step("newer", page.newerCursor)}
          next={step("older", page.olderCursor)}
          className="mt-auto"
          summary={null}
        />
      </Card>
      <EntryDialog
        entry={page.items.find(({ id }) => id === address.entry) ?? null}
        frame={frame}
        onClose={() => router.push(auditHref(closed), { scroll: false })}
      />
    </>
  );
}

/** A fresh proof is asked for before the file is, which could ask nobody. */
function ExportButton({ address, timezone }: { address: AuditAddress; timezone: string }) {
  const { officeAudit } = useMessages();
  const refusalOf = useRefusal();
  const client = useOfficeClient();
  const [isPending, startExport] = useTransition();
  const save = () =>
    startExport(async () => {
      try {
        const input = { ...exportInput(address, timezone), format: "csv" as const };
        const { path } = await client.audit.exportPath.query(input);
        window.location.assign(path);
      } catch (error) {
        showToast({ title: officeAudit.exportFailed, detail: refusalOf(error) });
      }
    });
  return (
    <Button icon={<Download />} isPending={isPending} onPress={save}>
      {officeAudit.export}
    </Button>
  );
}

/** For who may not read it, or works in some stores alone. */
export function NoAudit() {
  const { officeAudit } = useMessages();
  return (
    <>
      <PageHeader title={officeAudit.title} />
      <Card hasPadding className="max-w-xl">
        <EmptyState title={officeAudit.mayNotTitle}>{officeAudit.mayNotBody}</EmptyState>
      </Card>
    </>
  );
}
