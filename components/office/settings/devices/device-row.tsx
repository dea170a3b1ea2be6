"use client";

import { deviceWordsOf } from "../../../../core/access/device-words";
import { useFormatLocale, useMessages } from "../../../messages/use-messages";
import { Badge } from "../../../ui/badge";
import { Button } from "../../../ui/button";
import { CardRow } from "../../../ui/card";
import { formatZonedMoment } from "../../format-office";
import type { Device } from "../../office-outputs";
import { RevokeButton } from "../../sync/revoke-button";
import type { CodeTarget } from "./code-dialog";

export type DeviceRowProps = {
  device: Device;
  timezone: string;
  mayRevoke: boolean;
  /** Asks for a new code for its register; null for who may make none. */
  onCode: ((target: CodeTarget) => void) | null;
};

const PROOF_TONES = { required: "positive", possible: "neutral", none: "warning" } as const;

export function DeviceRow({ device, timezone, mayRevoke, onCode }: DeviceRowProps) {
  const { settings } = useMessages();
  const { devices } = settings;
  const { registerName, storeName, storeId, registerId } = device;
  const name = `${registerName}, ${storeName}`;
  const isActive = device.status === "active";
  return (
    <CardRow className="flex-wrap py-3">
      <div className="flex min-w-0 flex-1 basis-72 flex-col gap-1.5">
        <h2 className="flex flex-wrap items-center gap-2 text-statement">
          <span className="min-w-0 break-words">{registerName}</span>
          <span className="text-body text-text-muted">
            {storeName} · {device.code}
          </span>
          <span className="flex flex-wrap gap-2">
            <Badge tone={isActive ? "positive" : "neutral"}>
              {devices.status[device.status] ?? device.status}
            </Badge>
            {isActive && (
              <Badge tone={PROOF_TONES[device.proof]}>
                <span title={devices.proofHint[device.proof]}>{devices.proof[device.proof]}</span>
              </Badge>
            )}
          </span>
        </h2>
        <DeviceFacts device={device} timezone={timezone} />
      </div>
      <div className="flex flex-wrap gap-2">
        {isActive && onCode && (
          <Button
            aria-label={devices.codeFor(name)}
            onPress={() => onCode({ storeId, registerId })}
          >
            {devices.newCodeShort}
          </Button>
        )}
        {mayRevoke && device.status !== "revoked" && (
          <RevokeButton terminalId={device.id} name={name} isInList />
        )}
      </div>
    </CardRow>
  );
}

function DeviceFacts({ device, timezone }: { device: Device; timezone: string }) {
  const { settings } = useMessages();
  const { devices } = settings;
  const locale = useFormatLocale();
  const moment = (at: string) => formatZonedMoment(at, timezone, locale);
  const { enrolledByName, enrolledAt, lastSeenAt, deviceName } = device;
  const facts: readonly (readonly [string, string])[] = [
    [devices.lastContact, lastSeenAt === null ? devices.never : moment(lastSeenAt)],
    [devices.address2, device.ip ?? devices.unknown],
    [devices.browser, useBrowserWords(device.userAgent)],
    [devices.version, device.appVersion ?? devices.unknown],
  ];
  return (
    <>
      <dl className="grid gap-x-6 gap-y-0.5 text-small sm:grid-cols-2">
        {facts.map(([name, value]) => (
          <div key={name} className="flex min-w-0 gap-2">
            <dt className="shrink-0 text-text-muted">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-small text-text-muted">
        {deviceName !== null && `${deviceName} · `}
        {enrolledByName === null
          ? devices.setUpAt(moment(enrolledAt))
          : devices.setUpBy(enrolledByName, moment(enrolledAt))}
      </p>
    </>
  );
}

/** "Chrome, Android"; what is no browser by its own name. */
function useBrowserWords(userAgent: string | null): string {
  const { settings } = useMessages();
  const { browser, system } = deviceWordsOf(userAgent);
  const known = [browser, system].filter((word) => word !== null).join(", ");
  return known || userAgent || settings.devices.unknown;
}
