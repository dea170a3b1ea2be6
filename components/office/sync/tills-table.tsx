"use client";

import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { EmptyState } from "../../ui/empty-state";
import { LinkButton } from "../../ui/link-button";
import { Table, type TableColumn } from "../../ui/table";
import { TwoLines } from "../../ui/two-lines";
import { formatCount } from "../format-office";
import type { SyncState } from "../office-outputs";
import { type PlacedTerminal, rankTerminals } from "./find-terminal";
import { terminalHref } from "./sync-address";
import { TerminalState } from "./terminal-state";
import { useMoment } from "./use-issue-words";

export function TillsTable({ state }: { state: SyncState }) {
  const { officeSync } = useMessages();
  const columns = useColumns(state.serverTime);
  return (
    <Table
      label={officeSync.tills}
      columns={columns}
      rows={rankTerminals(state)}
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
      hiddenBelow: "md",
      cell: (placed) => <ContactCell placed={placed} serverTime={serverTime} />,
    },
  ];
}

type CellProps = { placed: PlacedTerminal; serverTime: string };

/** On a phone the state and the last contact have no columns of their own. */
function TillCell({ placed, serverTime }: CellProps) {
  const { officeSync } = useMessages();
  const { terminal, register, store } = placed;
  const place = officeSync.place(store.name, terminal.code);
  const status = terminal.status === "revoked" ? officeSync.revoked : officeSync.replaced;
  return (
    <span className="flex flex-col">
      <TwoLines
        second={
          <span className="flex flex-wrap gap-x-2">
            {terminal.status === "active" ? place : `${place} \u00b7 ${status}`}
            <span className="ms-auto tabular-nums md:hidden">
              <Contact placed={placed} serverTime={serverTime} />
            </span>
          </span>
        }
      >
        {register.name}
      </TwoLines>
      <span className="mt-0.5 mb-1 md:hidden">
        <TerminalState placed={placed} serverTime={serverTime} />
      </span>
    </span>
  );
}

function ContactCell(props: CellProps) {
  return (
    <span className="font-regular text-text-muted">
      <Contact {...props} />
    </span>
  );
}

function Contact({ placed: { terminal, store }, serverTime }: CellProps) {
  const { officeSync } = useMessages();
  const moment = useMoment(store.timezone, serverTime);
  return terminal.lastSeenAt === null ? officeSync.never : moment(terminal.lastSeenAt);
}
