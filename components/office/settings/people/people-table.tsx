"use client";

import { UserSearch } from "lucide-react";
import { useFormatLocale, useMessages } from "../../../messages/use-messages";
import { Badge } from "../../../ui/badge";
import { EmptyState } from "../../../ui/empty-state";
import { Table, type TableColumn } from "../../../ui/table";
import { TwoLines } from "../../../ui/two-lines";
import { dayAt, formatDay, formatTime } from "../../format-office";
import type { Person, Store } from "../../office-outputs";
import { useRoleName } from "../roles/use-role-name";

export type PeopleTableProps = {
  people: readonly Person[];
  stores: readonly Store[];
  onOpen: (personId: string) => void;
};

export function PeopleTable({ people, stores, onOpen }: PeopleTableProps) {
  const { people: words } = useMessages().settings;
  const columns = useColumns(stores, onOpen);
  return (
    <Table
      label={words.list}
      columns={columns}
      rows={people}
      rowId={({ id }) => id}
      rowName={({ name }) => name}
      empty={
        <EmptyState icon={<UserSearch />} title={words.noneFound}>
          {words.noneFoundBody}
        </EmptyState>
      }
      className="flex-1"
    />
  );
}

function useColumns(
  stores: readonly Store[],
  onOpen: (personId: string) => void,
): TableColumn<Person>[] {
  const { people: words } = useMessages().settings;
  const roleName = useRoleNameOf();
  const storesText = useStoresText(stores);
  const locale = useFormatLocale();
  const timezone = stores[0]?.timezone ?? "UTC";
  const seenText = (at: string) =>
    `${formatDay(dayAt(new Date(at), timezone), locale)}, ${formatTime(at, timezone, locale)}`;
  return [
    {
      id: "person",
      header: words.person,
      cell: (person) => <PersonCell person={person} onOpen={onOpen} />,
    },
    {
      id: "role",
      header: words.role,
      hiddenBelow: "md",
      cell: (person) => <Wrapped>{roleName(person)}</Wrapped>,
    },
    {
      id: "stores",
      header: words.stores,
      hiddenBelow: "md",
      cell: (person) => <Wrapped>{storesText(person)}</Wrapped>,
    },
    {
      id: "till",
      header: words.till,
      hiddenBelow: "lg",
      cell: ({ hasPin }) => (
        <span className={hasPin ? "" : "text-text-muted"}>
          {hasPin ? words.hasPin : words.noPin}
        </span>
      ),
    },
    {
      id: "seen",
      header: words.lastSeen,
      kind: "figure",
      hiddenBelow: "lg",
      cell: ({ lastSeenAt }) => (
        <span className="font-regular text-text-muted">
          {lastSeenAt === null ? words.never : seenText(lastSeenAt)}
        </span>
      ),
    },
  ];
}

/** People name roles and stores as long as they like: the other columns keep their place. */
function Wrapped({ children }: { children: string }) {
  return <span className="block min-w-24 max-w-44 whitespace-normal break-words">{children}</span>;
}

type PersonCellProps = { person: Person; onOpen: (personId: string) => void };

function PersonCell({ person, onOpen }: PersonCellProps) {
  const { people: words } = useMessages().settings;
  const roleName = useRoleNameOf();
  return (
    <span className="block py-1">
      <button
        type="button"
        onClick={() => onOpen(person.id)}
        className="min-w-0 text-start after:absolute after:inset-0 hover:after:bg-[color-mix(in_oklab,currentColor_4%,transparent)] focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:outline-focus focus-visible:after:-outline-offset-3"
      >
        <TwoLines
          second={
            <>
              <span className="wrap-anywhere block">{person.email}</span>
              <span className="block md:hidden">{roleName(person)}</span>
            </>
          }
        >
          <span className="flex flex-wrap items-center gap-x-2">
            {person.name}
            {person.isYou && <Badge>{words.you}</Badge>}
            {person.isBlocked && <Badge tone="danger">{words.blocked}</Badge>}
            {person.isInvited && !person.isBlocked && <Badge tone="accent">{words.invited}</Badge>}
            {person.needsNewPin && !person.isBlocked && (
              <Badge tone="warning">{words.needsNewPin}</Badge>
            )}
          </span>
        </TwoLines>
      </button>
    </span>
  );
}

function useRoleNameOf(): (person: Person) => string {
  const nameOf = useRoleName();
  return ({ role, roleName }) => nameOf({ code: role, name: roleName });
}

function useStoresText(stores: readonly Store[]): (person: Person) => string {
  const { people: words } = useMessages().settings;
  return ({ isEverywhere, storeIds }) => {
    if (isEverywhere) return words.allStores;
    if (storeIds.length === 0) return words.nowhere;
    const names = stores.filter(({ id }) => storeIds.includes(id)).map(({ name }) => name);
    return names.length <= 2 ? names.join(", ") : words.storeCount(storeIds.length);
  };
}
