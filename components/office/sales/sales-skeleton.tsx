"use client";

import { useMessages } from "../../messages/use-messages";
import { Card } from "../../ui/card";
import { PageHeader } from "../../ui/page-header";
import { Skeleton } from "../../ui/skeleton";
import { Table } from "../../ui/table";

export function SalesSkeleton() {
  const { office } = useMessages();
  return (
    <>
      <PageHeader title={office.sales} aside={<Skeleton className="h-4 w-24" />} />
      <div className="mb-3 flex flex-wrap gap-2">
        <Skeleton className="h-9 w-64" />
        <Skeleton className="h-9 w-52" />
        <Skeleton className="h-9 w-36" />
      </div>
      <Card className="flex min-h-80 flex-1 flex-col overflow-hidden">
        <Table
          label={office.sales}
          isLoading
          skeletonRows={14}
          rows={[]}
          rowId={() => ""}
          columns={[
            { id: "receipt", header: office.receipt, cell: () => null },
            { id: "store", header: office.store, cell: () => null, hiddenBelow: "md" },
            { id: "cashier", header: office.cashier, cell: () => null, hiddenBelow: "lg" },
            { id: "tender", header: office.tender, cell: () => null, hiddenBelow: "md" },
            { id: "total", header: office.total, cell: () => null, kind: "figure" },
          ]}
          className="flex-1"
        />
      </Card>
    </>
  );
}
