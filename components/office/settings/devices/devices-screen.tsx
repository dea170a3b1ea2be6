"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { Card, CardRow, CardRows } from "../../../ui/card";
import { EmptyState } from "../../../ui/empty-state";
import { PageHeader } from "../../../ui/page-header";
import { SearchField } from "../../../ui/search-field";
import { useOfficeApi } from "../../api";
import { useLive } from "../../live/live-provider";
import type { Device, Person, Store } from "../../office-outputs";
import { BadgesCard } from "./badges-card";
import { CodeDialog, type CodeTarget } from "./code-dialog";
import { DeviceRow } from "./device-row";

export type DevicesScreenProps = {
  initial: { items: Device[] };
  stores: readonly Store[];
  mayEnrol: boolean;
  mayRevoke: boolean;
  /** Whom the caller may give a badge; null for who may give none. */
  people: readonly Person[] | null;
};

/** From how many devices on a list is searched rather than read. */
const SEARCHED_FROM = 8;

/** The devices that are tills: where they stand, from where they were last used, and their end. */
export function DevicesScreen(props: DevicesScreenProps) {
  const { initial, stores, mayEnrol, mayRevoke, people } = props;
  const { settings } = useMessages();
  const { devices } = settings;
  const api = useOfficeApi();
  const { refetchIntervalMs } = useLive();
  const [target, setTarget] = useState<CodeTarget | null>(null);
  const [search, setSearch] = useState("");
  const [showsEarlier, setShowsEarlier] = useState(false);
  const { data } = useQuery({
    ...api.terminals.list.queryOptions(),
    initialData: initial,
    refetchInterval: refetchIntervalMs,
  });
  const tills = data.items.filter(({ kind }) => kind === "till");
  const active = tills.filter(({ status }) => status === "active");
  const listed = showsEarlier || active.length === 0 ? tills : active;
  const shown = listed.filter((device) => isSought(device, search));
  const [firstStore] = stores;
  const hiddenCount = tills.length - listed.length;
  return (
    <>
      <PageHeader
        title={devices.title}
        actions={
          mayEnrol &&
          firstStore && (
            <Button
              kind="primary"
              icon={<KeyRound />}
              onPress={() => setTarget({ storeId: firstStore.id, registerId: null })}
            >
              {devices.newCode}
            </Button>
          )
        }
      />
      {tills.length > SEARCHED_FROM && (
        <SearchField
          label={devices.search}
          placeholder={devices.search}
          value={search}
          onChange={setSearch}
          className="mb-3 max-w-80"
        />
      )}
      <Card as="section" className="shrink-0">
        {tills.length === 0 ? (
          <EmptyState hasOutline title={devices.noneTitle}>
            {devices.noneBody}
          </EmptyState>
        ) : (
          <CardRows>
            {shown.map((device) => (
              <DeviceRow
                key={device.id}
                device={device}
                timezone={stores.find(({ id }) => id === device.storeId)?.timezone ?? "UTC"}
                mayRevoke={mayRevoke}
                onCode={mayEnrol ? setTarget : null}
              />
            ))}
            {shown.length === 0 && (
              <CardRow className="py-3 text-body text-text-muted">{devices.noneFound}</CardRow>
            )}
            {hiddenCount > 0 && (
              <CardRow className="py-2">
                <Button kind="quiet" onPress={() => setShowsEarlier(true)}>
                  {devices.showEarlier(hiddenCount)}
                </Button>
              </CardRow>
            )}
          </CardRows>
        )}
      </Card>
      {people !== null && <BadgesCard people={people} />}
      <CodeDialog target={target} stores={stores} onClose={() => setTarget(null)} />
    </>
  );
}

function isSought({ registerName, storeName, code, deviceName }: Device, search: string): boolean {
  const said = [registerName, storeName, code, deviceName ?? ""].join(" ").toLowerCase();
  return said.includes(search.trim().toLowerCase());
}
