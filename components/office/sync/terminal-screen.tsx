"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { Card, CardHeader } from "../../ui/card";
import { PageHeader } from "../../ui/page-header";
import { Stat, StatGrid } from "../../ui/stat";
import { useOfficeApi } from "../api";
import { formatCount } from "../format-office";
import { LiveDot } from "../live/live-dot";
import { useLive } from "../live/live-provider";
import type { AsidePage, ClosedGap, DeviationPage, SyncState } from "../office-outputs";
import { AsideTable } from "./aside-table";
import { ClosedGapsCard } from "./closed-gaps-card";
import { DeviationList } from "./deviation-list";
import { DeviceCard } from "./device-card";
import { EarlierDevicesCard } from "./earlier-devices-card";
import { findTerminal, type PlacedTerminal } from "./find-terminal";
import { NeedsCard } from "./needs-card";
import { syncHref } from "./sync-address";
import { TerminalMissing } from "./terminal-missing";

export type TerminalScreenProps = {
  terminalId: string;
  state: SyncState;
  aside: AsidePage;
  deviations: DeviationPage;
  closedGaps: readonly ClosedGap[];
  mayManage: boolean;
};

/** One device: what it sent, what is wrong, and what can be done about it. */
export function TerminalScreen(props: TerminalScreenProps) {
  const { officeSync } = useMessages();
  const { terminalId, mayManage } = props;
  const { state, aside, deviations, closedGaps } = useTerminal(props);
  const placed = findTerminal(state, terminalId);
  if (placed === null) return <TerminalMissing />;
  const { register, store, terminal } = placed;
  return (
    <>
      <PageHeader
        title={officeSync.tillWithCode(register.name, terminal.code)}
        parents={[{ label: officeSync.title, href: syncHref({ section: "tills" }) }]}
        aside={
          <>
            <span>{store.name}</span>
            <LiveDot />
          </>
        }
      />
      <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-[minmax(0,1fr)_22.5rem]">
        <div className="grid min-w-0 gap-3">
          <Sequences placed={placed} />
          <NeedsCard placed={placed} serverTime={state.serverTime} mayManage={mayManage} />
          {aside.items.length > 0 && (
            <Card as="section" labelledBy="terminal-aside" className="overflow-hidden">
              <CardHeader title={officeSync.aside} titleId="terminal-aside" isRuled />
              <AsideTable
                rows={aside.items}
                serverTime={state.serverTime}
                className="rounded-t-none"
              />
            </Card>
          )}
          {deviations.items.length > 0 && (
            <Card as="section" labelledBy="terminal-deviations">
              <CardHeader title={officeSync.conflicts} titleId="terminal-deviations" isRuled />
              <DeviationList
                items={deviations.items}
                serverTime={state.serverTime}
                mayManage={mayManage}
                isOfTerminal
              />
            </Card>
          )}
          <ClosedGapsCard gaps={closedGaps} timezone={store.timezone} />
        </div>
        <div className="grid min-w-0 gap-3">
          <DeviceCard placed={placed} serverTime={state.serverTime} mayManage={mayManage} />
          <EarlierDevicesCard placed={placed} serverTime={state.serverTime} />
        </div>
      </div>
    </>
  );
}

/** What the server drew the page with, kept up to date. */
function useTerminal(props: TerminalScreenProps) {
  const api = useOfficeApi();
  const { refetchIntervalMs } = useLive();
  const { terminalId } = props;
  const live = { placeholderData: keepPreviousData, refetchInterval: refetchIntervalMs };
  const state = useQuery({
    ...api.sync.state.queryOptions(),
    ...live,
    initialData: props.state,
  });
  const aside = useQuery({
    ...api.sync.aside.queryOptions({ terminalId }),
    ...live,
    initialData: props.aside,
  });
  const deviations = useQuery({
    ...api.sync.deviations.queryOptions({ terminalId }),
    ...live,
    initialData: props.deviations,
  });
  const closedGaps = useQuery({
    ...api.sync.closedGaps.queryOptions({ terminalId }),
    ...live,
    initialData: { items: [...props.closedGaps] },
  });
  return {
    state: state.data,
    aside: aside.data,
    deviations: deviations.data,
    closedGaps: closedGaps.data.items,
  };
}

function Sequences({ placed }: { placed: PlacedTerminal }) {
  const { officeSync } = useMessages();
  const locale = useFormatLocale();
  const { claimedSequence, receivedSequence, appliedSequence } = placed.terminal;
  return (
    <StatGrid>
      <Stat label={officeSync.said} value={formatCount(claimedSequence, locale)} />
      <Stat label={officeSync.received} value={formatCount(receivedSequence, locale)} />
      <Stat label={officeSync.booked} value={formatCount(appliedSequence, locale)} />
      <Stat
        label={officeSync.outstanding}
        value={formatCount(claimedSequence - appliedSequence, locale)}
      />
    </StatGrid>
  );
}
