"use client";

import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { EmptyState } from "../../ui/empty-state";
import { LinkButton } from "../../ui/link-button";
import { Table, type TableColumn } from "../../ui/table";
import { TwoLines } from "../../ui/two-lines";
import { formatCount } from "../format-office";
import type { SyncState } from "../office-outputs";
import { listTerminals, type PlacedTerminal } from "./find-terminal";
import { terminalHref } from "./sync-address";
import { issuesOf, severityOf } from "./terminal-issues";
import { TerminalState } from "./terminal-state";
import { useMoment } from "./use-issue-words";

export function TillsTable({ state }: { state: SyncState }) {
  const { officeSync } = useMessages();
  const columns = useColumns(state.serverTime);
  return (
    <Table
      label={officeSync.tills}
      columns={columns}
      rows={shownOf(state)}
      rowId={({ terminal }) => terminal.id}
      rowName={({ register }) => register.name}
      rowHref={({ terminal }) => terminalHref(terminal.id)}
      empty={
        <EmptyState
          hasOutline
          title={officeSync.noTillsTitle}
          actions={
            <LinkButton href="/till" kind="primary" size="form">
              {officeSync.openTill}
            </LinkButton>
          }
        >
          {officeSync.noTillsBody}
        </EmptyState>
      }
      className="flex-1"
    />
  );
}

/** Active devices, and earlier ones while they need somebody; trouble first. */
function shownOf(state: SyncState): readonly PlacedTerminal[] {
  const ranked = listTerminals(state).map((placed) => {
    const [gravest] = issuesOf(placed.terminal, state.serverTime);
    const rank = gravest === undefined ? 2 : severityOf(gravest) === "danger" ? 0 : 1;
    return { placed, rank };
  });
  return ranked
    .filter(({ placed, rank }) => placed.terminal.status === "active" || rank < 2)
    .sort((left, right) => left.rank - right.rank)
    .map(({ placed }) => placed);
}

function useColumns(serverTime: string): TableColumn<PlacedTerminal>[] {
  const { officeSync } = useMessages();
  const locale = useFormatLocale();
  const figure = (
    id: string,
    header: string,
    read: (placed: PlacedTerminal) => number,
  ): TableColumn<PlacedTerminal> => ({
    id,
    header,
    kind: "figure",
    hiddenBelow: "lg",
    cell: (placed) => <span className="font-regular">{formatCount(read(placed), locale)}</span>,
  });
  return [
    {
      id: "till",
      header: officeSync.till,
      width: "lg:w-64",
      cell: (placed) => <TillCell placed={placed} serverTime={serverTime} />,
    },
    {
      id: "state",
      header: officeSync.state,
      hiddenBelow: "md",
      cell: (placed) => <TerminalState placed={placed} serverTime={serverTime} />,
    },
    figure("said", officeSync.said, ({ terminal }) => terminal.claimedSequence),
    figure("received", officeSync.received, ({ terminal }) => terminal.receivedSequence),
    figure("booked", officeSync.booked, ({ terminal }) => terminal.appliedSequence),
    {
      id: "contact",
      header: officeSync.contact,
      kind: "figure",
      cell: (placed) => <ContactCell placed={placed} serverTime={serverTime} />,
    },
  ];
}

type CellProps = { placed: PlacedTerminal; serverTime: string };

/** On a phone the state has no column of its own. */
function TillCell({ placed, serverTime }: CellProps) {
  const { officeSync } = useMessages();
  const { terminal, register, store } = placed;
  return (
    <span className="flex flex-col">
      <TwoLines second={officeSync.place(store.name, terminal.code)}>{register.name}</TwoLines>
      <span className="mt-0.5 mb-1 md:hidden">
        <TerminalState placed={placed} serverTime={serverTime} />
      </span>
    </span>
  );
}

function ContactCell({ placed: { terminal, store }, serverTime }: CellProps) {
  const { officeSync } = useMessages();
  const moment = useMoment(store.timezone, serverTime);
  return (
    <span className="font-regular text-text-muted">
      {terminal.lastSeenAt === null ? officeSync.never : moment(terminal.lastSeenAt)}
    </span>
  );
}
