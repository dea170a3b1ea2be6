"use client";

import { CircleCheck } from "lucide-react";
import { useMessages } from "../../messages/use-messages";
import { Card, CardHeader } from "../../ui/card";
import { EmptyState } from "../../ui/empty-state";
import { LinkButton } from "../../ui/link-button";
import { StatusDot } from "../../ui/status-dot";
import type { SyncState } from "../office-outputs";
import { CloseGapButton } from "./close-gap-button";
import { listTerminals, type PlacedTerminal } from "./find-terminal";
import { terminalHref } from "./sync-address";
import { useMoment } from "./use-issue-words";

export type RiskListProps = { state: SyncState; mayManage: boolean };

/** What may be lost with devices that were wiped, replaced or not heard any more. */
export function RiskList({ state, mayManage }: RiskListProps) {
  const { officeSync } = useMessages();
  const risky = listTerminals(state).filter(({ terminal }) => terminal.risk !== null);
  if (risky.length === 0) {
    return (
      <Card className="flex min-h-80 flex-1 flex-col">
        <EmptyState icon={<CircleCheck />} title={officeSync.riskNoneTitle} className="flex-1">
          {officeSync.riskNoneBody}
        </EmptyState>
      </Card>
    );
  }
  return (
    <div className="grid gap-3 lg:grid-cols-2">
      {risky.map((placed) => (
        <RiskCard
          key={placed.terminal.id}
          placed={placed}
          serverTime={state.serverTime}
          mayManage={mayManage}
        />
      ))}
    </div>
  );
}

type RiskCardProps = { placed: PlacedTerminal; serverTime: string; mayManage: boolean };

function RiskCard({ placed, serverTime, mayManage }: RiskCardProps) {
  const { officeSync } = useMessages();
  const { terminal, register, store } = placed;
  const { risk, unsent } = terminal;
  if (risk === null) return null;
  return (
    <Card as="section" labelledBy={`risk-${terminal.id}`}>
      <CardHeader
        title={officeSync.tillWithCode(register.name, terminal.code)}
        titleId={`risk-${terminal.id}`}
        aside={<span className="text-small text-text-muted">{store.name}</span>}
        end={
          <StatusDot tone={risk.why === "wiped" ? "danger" : "warning"} isColoured>
            {officeSync.riskWhy[risk.why]}
          </StatusDot>
        }
      />
      <div className="flex flex-col gap-3 px-4 pb-4">
        <p className="font-medium text-body">
          <RiskWords placed={placed} serverTime={serverTime} />
        </p>
        <p className="text-body text-text-muted">{officeSync.riskSteps}</p>
        <div className="flex flex-wrap gap-2">
          <LinkButton href={terminalHref(terminal.id)}>{officeSync.openTillPage}</LinkButton>
          {mayManage && unsent !== null && <CloseGapButton placed={placed} range={unsent} isRest />}
        </div>
      </div>
    </Card>
  );
}

/** How much may be lost, and of what time. */
export function RiskWords({ placed, serverTime }: { placed: PlacedTerminal; serverTime: string }) {
  const { officeSync } = useMessages();
  const moment = useMoment(placed.store.timezone, serverTime);
  const { risk } = placed.terminal;
  if (risk === null) return null;
  return risk.count === 0
    ? officeSync.riskUnknown(moment(risk.to))
    : officeSync.riskCount(risk.count, moment(risk.from), moment(risk.to));
}
