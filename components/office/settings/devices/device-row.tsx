"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFormatLocale, useMessages } from "../../../messages/use-messages";
import { Badge } from "../../../ui/badge";
import { Button } from "../../../ui/button";
import { CardRow } from "../../../ui/card";
import { showToast } from "../../../ui/toast";
import { useOfficeApi } from "../../api";
import { formatMoment } from "../../format-office";
import type { Device } from "../../office-outputs";
import { ReasonDialog } from "../../sync/reason-dialog";
import { useRefusal } from "../../sync/use-refusal";
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
  const { registerName, storeId, registerId } = device;
  const isActive = device.status === "active";
  return (
    <CardRow className="flex-wrap py-3">
      <div className="flex min-w-0 flex-1 basis-72 flex-col gap-1.5">
        <h2 className="flex flex-wrap items-center gap-2 text-statement">
          {registerName}
          <span className="text-body text-text-muted">
            {device.storeName} · {device.code}
          </span>
          <Badge tone={isActive ? "positive" : "neutral"}>
            {devices.status[device.status] ?? device.status}
          </Badge>
          {isActive && (
            <Badge tone={PROOF_TONES[device.proof]}>
              <span title={devices.proofHint[device.proof]}>{devices.proof[device.proof]}</span>
            </Badge>
          )}
        </h2>
        <DeviceFacts device={device} timezone={timezone} />
      </div>
      <div className="flex flex-wrap gap-2">
        {isActive && onCode && (
          <Button
            aria-label={devices.codeFor(registerName)}
            onPress={() => onCode({ storeId, registerId })}
          >
            {devices.newCodeShort}
          </Button>
        )}
        {mayRevoke && device.status !== "revoked" && <RevokeDevice device={device} />}
      </div>
    </CardRow>
  );
}

function DeviceFacts({ device, timezone }: { device: Device; timezone: string }) {
  const { settings } = useMessages();
  const { devices } = settings;
  const locale = useFormatLocale();
  const moment = (at: string) => formatMoment(at, timezone, locale);
  const { enrolledByName, enrolledAt, lastSeenAt, deviceName } = device;
  const facts: readonly (readonly [string, string])[] = [
    [devices.lastContact, lastSeenAt === null ? devices.never : moment(lastSeenAt)],
    [devices.address2, device.ip ?? devices.unknown],
    [devices.version, device.appVersion ?? devices.unknown],
    [devices.browser, device.userAgent ?? devices.unknown],
  ];
  return (
    <>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-small">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-text-muted">{name}</dt>
            <dd className="break-words">{value}</dd>
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

function RevokeDevice({ device }: { device: Device }) {
  const { settings, officeSync } = useMessages();
  const { devices } = settings;
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const [isOpen, setIsOpen] = useState(false);
  const revoke = useMutation(
    api.terminals.revoke.mutationOptions({
      onSuccess: async () => {
        setIsOpen(false);
        showToast({ title: officeSync.revokeDone(device.registerName) });
        await queryClient.invalidateQueries(api.terminals.list.queryFilter());
      },
    }),
  );
  return (
    <>
      <Button
        kind="danger"
        aria-label={devices.revokeOf(device.registerName)}
        onPress={() => {
          revoke.reset();
          setIsOpen(true);
        }}
      >
        {devices.revoke}
      </Button>
      <ReasonDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={officeSync.revokeTitle(device.registerName)}
        body={officeSync.revokeBody}
        label={officeSync.reason}
        submit={officeSync.revoke}
        isDanger
        isPending={revoke.isPending}
        refusal={revoke.error === null ? null : refusalOf(revoke.error)}
        onSubmit={(reason) => revoke.mutate({ terminalId: device.id, reason })}
      />
    </>
  );
}
