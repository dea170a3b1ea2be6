"use client";

import { useMessages } from "../../messages/use-messages";
import { Card } from "../../ui/card";
import { PageHeader } from "../../ui/page-header";
import { Skeleton } from "../../ui/skeleton";
import { Table } from "../../ui/table";

/** The page with its boxes in place and nothing in them yet. */
export function SyncSkeleton() {
  const { officeSync } = useMessages();
  return (
    <>
      <PageHeader title={officeSync.title} />
      <Skeleton className="mb-3 h-16 rounded-card" />
      <Skeleton className="mb-3 h-9 w-96 max-w-full rounded-control" />
      <Card className="flex min-h-80 flex-1 flex-col overflow-hidden">
        <Table
          label={officeSync.tills}
          columns={[officeSync.till, officeSync.state, officeSync.contact].map((header) => ({
            id: header,
            header,
            cell: () => null,
          }))}
          rows={[]}
          rowId={() => ""}
          isLoading
        />
      </Card>
    </>
  );
}
