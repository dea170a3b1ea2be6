"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { Card, CardRow, CardRows } from "../../../ui/card";
import { EmptyState } from "../../../ui/empty-state";
import { PageHeader } from "../../../ui/page-header";
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

/** The devices that are tills: where they stand, from where they were last used, and their end. */
export function DevicesScreen(props: DevicesScreenProps) {
  const { initial, stores, mayEnrol, mayRevoke, people } = props;
  const { settings } = useMessages();
  const { devices } = settings;
  const api = useOfficeApi();
  const { refetchIntervalMs } = useLive();
  const [target, setTarget] = useState<CodeTarget | null>(null);
  const [showsEarlier, setShowsEarlier] = useState(false);
  const { data } = useQuery({
    ...api.terminals.list.queryOptions(),
    initialData: initial,
    refetchInterval: refetchIntervalMs,
  });
  const tills = data.items.filter(({ kind }) => kind === "till");
  const active = tills.filter(({ status }) => status === "active");
  const shown = showsEarlier || active.length === 0 ? tills : active;
  const [firstStore] = stores;
  const hiddenCount = tills.length - shown.length;
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
      <Card as="section" className="overflow-hidden">
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
