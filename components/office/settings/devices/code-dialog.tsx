"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { modulePath } from "../../../../core/receipt/module-path";
import { qrModules } from "../../../../core/receipt/qr-code";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { Select } from "../../../ui/select";
import { useOfficeApi } from "../../api";
import type { EnrolmentCode, Store } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";

/** For which till a code is wanted; a null register is a new one. */
export type CodeTarget = { readonly storeId: string; readonly registerId: string | null };

export type CodeDialogProps = {
  /** Null while it is closed. */
  target: CodeTarget | null;
  stores: readonly Store[];
  onClose: () => void;
};

/** Choose a till, then show the code that makes a device that till. */
export function CodeDialog({ target, stores, onClose }: CodeDialogProps) {
  const { settings } = useMessages();
  const [made, setMade] = useState<EnrolmentCode | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  const { devices } = settings;
  return (
    <Dialog
      isOpen={target !== null}
      onClose={close}
      title={made === null ? devices.newCodeTitle : devices.codeTitle(made.registerName)}
      description={made === null ? devices.newCodeBody : devices.codeOnce}
      width="narrow"
    >
      {target !== null && made === null && (
        <TargetForm target={target} stores={stores} onMade={setMade} />
      )}
      {made !== null && <ShownCode made={made} onDone={close} />}
    </Dialog>
  );
}

const NEW_REGISTER = "new";

function TargetForm(props: {
  target: CodeTarget;
  stores: readonly Store[];
  onMade: (made: EnrolmentCode) => void;
}) {
  const { settings } = useMessages();
  const { devices } = settings;
  const api = useOfficeApi();
  const refusalOf = useRefusal();
  const [storeId, setStoreId] = useState(props.target.storeId);
  const [registerId, setRegisterId] = useState(props.target.registerId ?? NEW_REGISTER);
  const store = props.stores.find(({ id }) => id === storeId);
  const create = useMutation(api.terminals.createCode.mutationOptions({ onSuccess: props.onMade }));
  const registers = (store?.registers ?? []).map(({ id, name, isInUse }) => ({
    value: id,
    label: isInUse ? devices.inUse(name) : name,
  }));
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const register = registerId === NEW_REGISTER ? {} : { registerId };
        if (!create.isPending) create.mutate({ storeId, ...register });
      }}
    >
      <Select
        label={devices.store}
        options={props.stores.map(({ id, name }) => ({ value: id, label: name }))}
        value={storeId}
        onChange={(chosen) => {
          setStoreId(chosen);
          setRegisterId(NEW_REGISTER);
        }}
      />
      <Select
        label={devices.register}
        options={[...registers, { value: NEW_REGISTER, label: devices.newRegister }]}
        value={registerId}
        onChange={setRegisterId}
      />
      {create.error !== null && (
        <p role="alert" className="text-body text-danger">
          {refusalOf(create.error)}
        </p>
      )}
      <Button type="submit" kind="primary" size="form" isPending={create.isPending}>
        {devices.make}
      </Button>
    </form>
  );
}

function ShownCode({ made, onDone }: { made: EnrolmentCode; onDone: () => void }) {
  const { settings } = useMessages();
  const { devices } = settings;
  const left = useSecondsLeft(made);
  const address = `${window.location.origin}/till`;
  const isOver = left === 0;
  return (
    <div className="flex flex-col gap-4">
      <ol className="list-decimal ps-5 text-body">
        {devices.codeSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="break-all text-body">
        <span className="block text-small text-text-muted">{devices.address}</span>
        <span className="font-mono">{address}</span>
      </p>
      <p>
        <span className="block text-small text-text-muted">{devices.codeLabel}</span>
        <output className="block select-all font-mono text-hero tabular-nums">{made.code}</output>
      </p>
      <CodePicture payload={`${address}#code=${made.code}`} label={devices.qr} />
      <p
        role={isOver ? "alert" : "timer"}
        className={isOver ? "text-body text-danger" : "text-body text-text-muted"}
      >
        {isOver ? devices.codeOver : devices.codeLeft(minutesText(left))}
      </p>
      <Button kind="primary" size="form" onPress={onDone}>
        {devices.done}
      </Button>
    </div>
  );
}

const QUIET = 3;

/** Dark on white in both themes, so that every camera reads it. */
function CodePicture({ payload, label }: { payload: string; label: string }) {
  const { size, path } = useMemo(() => {
    const modules = qrModules(payload);
    return { size: modules.length, path: modulePath(modules) };
  }, [payload]);
  const box = `${-QUIET} ${-QUIET} ${size + 2 * QUIET} ${size + 2 * QUIET}`;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={box}
      shapeRendering="crispEdges"
      className="size-44 self-center rounded-chip"
    >
      <rect x={-QUIET} y={-QUIET} width="100%" height="100%" fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
}

/** By the server's clock: this device's own may be wrong. */
function useSecondsLeft({ expiresAt, serverTime }: EnrolmentCode): number {
  const lastsMs = Date.parse(expiresAt) - Date.parse(serverTime);
  const [passedMs, setPassedMs] = useState(0);
  useEffect(() => {
    const begunAt = performance.now();
    const timer = setInterval(() => setPassedMs(performance.now() - begunAt), 1_000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((lastsMs - passedMs) / 1_000));
}

function minutesText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
