"use client";

import { useMessages } from "../../messages/use-messages";
import { Card, CardHeader, CardRow, CardRows } from "../../ui/card";
import { PageHeader } from "../../ui/page-header";
import { Skeleton } from "../../ui/skeleton";
import { Stat, StatGrid } from "../../ui/stat";
import { VisuallyHidden } from "../../ui/visually-hidden";
import { TodayGrid, TodayTop } from "./today-grid";

/** The boxes of the page with nothing in them yet: nothing moves when the figures come. */
export function TodaySkeleton() {
  const { office, ui } = useMessages();
  const strip = [
    office.transactions,
    office.averageTicket,
    office.itemsPerTicket,
    office.tax,
    office.refunds,
    office.discounts,
    office.cashInDrawers,
    office.notReceived,
  ];
  return (
    <>
      <PageHeader title={office.today} aside={<Skeleton className="h-4 w-52" />} />
      <TodayTop
        hero={
          <Card className="flex min-h-44 flex-col gap-3 p-5">
            <Skeleton className="h-4 w-20" />
            <Skeleton className="h-10 w-52" />
            <Skeleton className="h-3.5 w-44" />
          </Card>
        }
        strip={
          <StatGrid className="h-[calc(100%+1px)] auto-rows-fr md:grid-cols-4">
            {strip.map((label) => (
              <Stat key={label} label={label} value={<Skeleton className="h-5 w-20" />} />
            ))}
          </StatGrid>
        }
      />
      <TodayGrid
        hours={<ChartSkeleton title={office.salesByHour} />}
        payments={<ListSkeleton title={office.payments} rows={4} />}
        products={<ListSkeleton title={office.topProducts} rows={6} />}
        drawers={<ListSkeleton title={office.tillsAndDrawers} rows={6} />}
        attention={<ListSkeleton title={office.needsAttention} rows={5} />}
      />
      <VisuallyHidden>
        <span role="status">{ui.loading}</span>
      </VisuallyHidden>
    </>
  );
}

function ChartSkeleton({ title }: { title: string }) {
  return (
    <Card>
      <CardHeader title={title} />
      <div className="h-55 px-4 pb-4">
        <Skeleton className="size-full" />
      </div>
    </Card>
  );
}

function ListSkeleton({ title, rows }: { title: string; rows: number }) {
  const keys = Array.from({ length: rows }, (_, index) => `row-${index}`);
  return (
    <Card>
      <CardHeader title={title} isRuled />
      <CardRows>
        {keys.map((key) => (
          <CardRow key={key}>
            <Skeleton className="size-8" />
            <Skeleton className="h-3.5 w-36" />
            <Skeleton className="ms-auto h-3.5 w-16" />
          </CardRow>
        ))}
      </CardRows>
    </Card>
  );
}
