"use client";

import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { Card, CardHeader } from "../../ui/card";
import { formatCount } from "../format-office";
import { type Fact, FactList } from "../sales/fact-list";
import type { PlacedTerminal } from "./find-terminal";
import { RevokeButton } from "./revoke-button";
import { SetUpAnewButton } from "./set-up-anew-button";
import { useMoment } from "./use-issue-words";

const BYTES_PER_MB = 1_000_000;
const MS_PER_SECOND = 1_000;
const SKEW_SHOWN_MS = 5_000;

export type DeviceCardProps = { placed: PlacedTerminal; serverTime: string; mayManage: boolean };

/** What a device says of itself, and what can be done with it. */
export function DeviceCard({ placed, serverTime, mayManage }: DeviceCardProps) {
  const { officeSync } = useMessages();
  const facts = useFacts(placed, serverTime);
  const { terminal } = placed;
  return (
    <Card as="section" labelledBy="terminal-device">
      <CardHeader title={officeSync.facts} titleId="terminal-device" />
      <FactList facts={facts} className="xl:grid-cols-2" />
      {mayManage && terminal.kind === "till" && (
        <div className="flex flex-wrap gap-2 border-border border-t px-4 py-3">
          <SetUpAnewButton register={placed.register} />
          {terminal.status !== "revoked" && (
            <RevokeButton terminalId={terminal.id} name={placed.register.name} />
          )}
        </div>
      )}
    </Card>
  );
}

function useFacts({ terminal, store }: PlacedTerminal, serverTime: string): readonly Fact[] {
  const { officeSync } = useMessages();
  const momentOf = useMoment(store.timezone, serverTime);
  const clock = useClockWords(terminal.clockSkewMs);
  const storage = useStorageWords(terminal);
  const moment = (at: string | null) => (
    <span className="tabular-nums">{at === null ? officeSync.never : momentOf(at)}</span>
  );
  const past = (label: string, at: string | null): Fact[] =>
    at === null ? [] : [{ label, value: moment(at) }];
  const status = {
    active: officeSync.statusActive,
    revoked: officeSync.revoked,
    retired: officeSync.replaced,
  };
  return [
    { label: officeSync.state, value: status[terminal.status as keyof typeof status] },
    { label: officeSync.code, value: terminal.code },
    { label: officeSync.contact, value: moment(terminal.lastSeenAt) },
    { label: officeSync.download, value: moment(terminal.pulledAt) },
    { label: officeSync.version, value: terminal.appVersion ?? officeSync.unknown },
    { label: officeSync.clock, value: clock },
    { label: officeSync.storage, value: storage },
    { label: officeSync.device, value: terminal.deviceName ?? officeSync.unknown },
    { label: officeSync.enrolled, value: moment(terminal.enrolledAt) },
    ...past(officeSync.retiredAt, terminal.retiredAt),
    ...past(officeSync.revokedAt, terminal.revokedAt),
    ...past(officeSync.wipedAt, terminal.wipedAt),
  ];
}

function useClockWords(skewMs: number | null): string {
  const { officeSync } = useMessages();
  const locale = useFormatLocale();
  if (skewMs === null) return officeSync.unknown;
  if (Math.abs(skewMs) < SKEW_SHOWN_MS) return officeSync.clockRight;
  const seconds = formatCount(Math.round(Math.abs(skewMs) / MS_PER_SECOND), locale);
  return officeSync.clockOff(seconds, skewMs > 0);
}

function useStorageWords({
  isStoragePersisted,
  storageUsedBytes,
  storageQuotaBytes,
}: PlacedTerminal["terminal"]): string {
  const { officeSync } = useMessages();
  const locale = useFormatLocale();
  const megabytes = (bytes: number) => `${formatCount(bytes / BYTES_PER_MB, locale)}\u00a0MB`;
  const parts = [
    ...(storageUsedBytes === null || storageQuotaBytes === null
      ? []
      : [officeSync.storageUsed(megabytes(storageUsedBytes), megabytes(storageQuotaBytes))]),
    ...(isStoragePersisted === null
      ? []
      : [isStoragePersisted ? officeSync.storageKept : officeSync.storageNotKept]),
  ];
  return parts.length === 0 ? officeSync.unknown : parts.join(", ");
}
