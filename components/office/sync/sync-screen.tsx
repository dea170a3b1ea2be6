"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMessages } from "../../messages/use-messages";
import { Banner } from "../../ui/banner";
import { Card } from "../../ui/card";
import { PageHeader } from "../../ui/page-header";
import { SegmentedControl } from "../../ui/segmented-control";
import { useOfficeApi } from "../api";
import { LiveDot } from "../live/live-dot";
import { useLive } from "../live/live-provider";
import type { AsidePage, DeviationPage, LatePage, SyncState } from "../office-outputs";
import { AsideSection, DeviationSection, LateSection } from "./paged-sections";
import { RiskList } from "./risk-list";
import { type Section, type SyncAddress, syncHref } from "./sync-address";
import { SyncVerdict } from "./sync-verdict";
import { TillsTable } from "./tills-table";

/** What the server counts up to. */
const COUNT_MAX = 1_000;

/** What the server drew the page with: the list of the section that is shown. */
export type SyncSectionData =
  | { readonly section: "tills" | "risk" }
  | { readonly section: "aside"; readonly page: AsidePage }
  | { readonly section: "conflicts"; readonly page: DeviationPage }
  | { readonly section: "late"; readonly page: LatePage };

export type SyncScreenProps = {
  address: SyncAddress;
  initial: SyncState;
  data: SyncSectionData;
  /** Whether the person may deal with what is shown. */
  mayManage: boolean;
};

/** What the tills sent, what is missing, and what waits for a person. */
export function SyncScreen({ address, initial, data, mayManage }: SyncScreenProps) {
  const api = useOfficeApi();
  const { officeSync } = useMessages();
  const { refetchIntervalMs } = useLive();
  const { data: state, isRefetchError } = useQuery({
    ...api.sync.state.queryOptions(),
    initialData: initial,
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs,
  });
  return (
    <>
      <PageHeader title={officeSync.title} aside={<LiveDot />} />
      <SyncVerdict state={state} />
      {isRefetchError && (
        <Banner role="status" tone="warning" icon={<CloudOff />} className="mb-3">
          {officeSync.stale}
        </Banner>
      )}
      <SectionChoice state={state} section={address.section} />
      <ShownSection address={address} state={state} data={data} mayManage={mayManage} />
    </>
  );
}

function SectionChoice({ state, section }: { state: SyncState; section: Section }) {
  const { officeSync } = useMessages();
  const router = useRouter();
  const { aside, deviations, late, risk } = state.counts;
  const counted = (count: number, countTone: "danger" | "warning" | "neutral") =>
    count === 0 ? {} : { count: count < COUNT_MAX ? count : `${COUNT_MAX - 1}+`, countTone };
  return (
    <div className="-mx-1 mb-2 shrink-0 overflow-x-auto px-1 py-1">
      <SegmentedControl<Section>
        label={officeSync.sections}
        segments={[
          { value: "tills", label: officeSync.tills },
          { value: "aside", label: officeSync.aside, ...counted(aside, "danger") },
          { value: "conflicts", label: officeSync.conflicts, ...counted(deviations, "warning") },
          { value: "late", label: officeSync.late, ...counted(late, "neutral") },
          { value: "risk", label: officeSync.risk, ...counted(risk, "warning") },
        ]}
        value={section}
        onChange={(chosen) => router.push(syncHref({ section: chosen }))}
      />
    </div>
  );
}

type ShownProps = {
  address: SyncAddress;
  state: SyncState;
  data: SyncSectionData;
  mayManage: boolean;
};

function ShownSection({ address, state, data, mayManage }: ShownProps) {
  const { serverTime } = state;
  switch (data.section) {
    case "tills":
      return (
        <Card className="flex min-h-80 flex-1 flex-col overflow-hidden">
          <TillsTable state={state} />
        </Card>
      );
    case "risk":
      return <RiskList state={state} mayManage={mayManage} />;
    case "aside":
      return <AsideSection address={address} initial={data.page} serverTime={serverTime} />;
    case "conflicts":
      return (
        <DeviationSection
          address={address}
          initial={data.page}
          serverTime={serverTime}
          mayManage={mayManage}
        />
      );
    case "late":
      return <LateSection address={address} initial={data.page} serverTime={serverTime} />;
  }
}
