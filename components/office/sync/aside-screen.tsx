"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useMessages } from "../../messages/use-messages";
import { Banner } from "../../ui/banner";
import { PageHeader } from "../../ui/page-header";
import { useOfficeApi } from "../api";
import type { AsideEvent } from "../office-outputs";
import { AsideEventCard } from "./aside-event-card";
import { AsideReasonCard } from "./aside-reason-card";
import { PostCard } from "./post-card";
import { syncHref, terminalHref } from "./sync-address";
import { WriteOffCard } from "./write-off-card";

export type AsideScreenProps = { initial: AsideEvent; mayManage: boolean };

/** One event that was set aside: why, and the ways to deal with it. */
export function AsideScreen({ initial, mayManage }: AsideScreenProps) {
  const { officeSync } = useMessages();
  const api = useOfficeApi();
  const { terminalId, sequence } = initial.item;
  const { data: event } = useQuery({
    ...api.sync.asideEvent.queryOptions({ terminalId, sequence }),
    initialData: initial,
    placeholderData: keepPreviousData,
  });
  const { item, resolution } = event;
  const type = officeSync.types[item.type] ?? item.type;
  const isOpen = resolution === null && item.state === "quarantined";
  return (
    <>
      <PageHeader
        title={item.receiptNumber ?? type}
        parents={[
          { label: officeSync.title, href: syncHref({ section: "aside" }) },
          {
            label: officeSync.tillWithCode(item.registerName, item.terminalCode),
            href: terminalHref(item.terminalId),
          },
        ]}
      />
      {(resolution !== null || item.state === "applied") && (
        <Banner
          role="status"
          tone="positive"
          icon={<CircleCheck />}
          className="mb-3"
          {...(resolution !== null && { detail: officeSync.dealt[resolution] })}
        >
          {officeSync.dealtWith}
        </Banner>
      )}
      <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid min-w-0 gap-3">
          <AsideReasonCard event={event} mayManage={mayManage} />
          {isOpen && mayManage && event.sale !== null && <PostCard event={event} />}
          {isOpen && mayManage && <WriteOffCard event={event} />}
          {isOpen && !mayManage && <p className="text-body text-text-muted">{officeSync.mayNot}</p>}
        </div>
        <AsideEventCard event={event} />
      </div>
    </>
  );
}
