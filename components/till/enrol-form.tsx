"use client";

import { Store } from "lucide-react";
import { useState } from "react";
import { useTillHandle } from "../../till/react/till-context";
import { useCommand } from "../../till/react/use-command";
import { useDevices } from "../../till/react/use-devices";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { Checkbox } from "../ui/checkbox";
import { RadioChips } from "../ui/radio-chips";
import { Select } from "../ui/select";
import { TextField } from "../ui/text-field";
import { SaveUnsent } from "./save-unsent";
import { StorageConsent } from "./storage-consent";
import { TillButton } from "./till-button";
import { useRefusalText } from "./use-refusal-text";
import type { SetUpStore } from "./use-set-up-facts";

const NEW_REGISTER = "new";

function firstRegister(store: SetUpStore | undefined): string {
  return store?.registers.find((register) => !register.isInUse)?.id ?? NEW_REGISTER;
}

function useEnrolForm(stores: readonly SetUpStore[]) {
  const { till } = useMessages();
  const { enrolDevice } = useTillCommands();
  const { askToKeep } = useTillHandle();
  const enrol = useCommand(enrolDevice);
  const [storeId, setStoreId] = useState(stores[0]?.id ?? "");
  const store = stores.find((candidate) => candidate.id === storeId);
  const [registerId, setRegisterId] = useState(firstRegister(store));
  const [name, setName] = useState<string | null>(null);
  const [isReplacing, setIsReplacing] = useState(false);
  const register = store?.registers.find((candidate) => candidate.id === registerId);
  const isNew = registerId === NEW_REGISTER;
  const newName = name ?? till.setUpNewRegisterDefault((store?.registers.length ?? 0) + 1);
  const { storage } = useDevices();
  const [isUnkeptAccepted, setIsUnkeptAccepted] = useState(false);
  const isStorageSettled = storage !== null && (storage.isPersisted !== false || isUnkeptAccepted);
  const isChosen = isNew ? newName.trim() !== "" : !register?.isInUse || isReplacing;
  const isReady = isChosen && isStorageSettled;
  const submit = () => {
    if (!isReady || enrol.isRunning) {
      return;
    }
    // A press of somebody's finger is what some browsers wait for before they promise anything.
    void askToKeep();
    void enrol.run({
      storeId,
      ...(isNew ? { registerName: newName.trim() } : { registerId }),
      ...(register?.isInUse && { replaceActive: true }),
    });
  };
  const chooseStore = (id: string) => {
    setStoreId(id);
    setRegisterId(firstRegister(stores.find((candidate) => candidate.id === id)));
    setIsReplacing(false);
  };
  return {
    storeId,
    store,
    chooseStore,
    registerId,
    setRegisterId,
    isNew,
    newName,
    setName,
    isInUse: register?.isInUse ?? false,
    isReplacing,
    setIsReplacing,
    isUnkeptAccepted,
    setIsUnkeptAccepted,
    isReady,
    submit,
    enrol,
  };
}

type Form = ReturnType<typeof useEnrolForm>;

function RegisterChoice({ form }: { form: Form }) {
  const { till } = useMessages();
  return (
    <>
      <RadioChips
        label={till.setUpRegister}
        options={[
          ...(form.store?.registers ?? []).map((register) => ({
            value: register.id,
            label: register.isInUse ? `${register.name} · ${till.setUpInUse}` : register.name,
          })),
          { value: NEW_REGISTER, label: till.setUpNewRegister },
        ]}
        value={form.registerId}
        onChange={form.setRegisterId}
      />
      {form.isNew && (
        <TextField
          size="till"
          label={till.setUpNewRegisterName}
          value={form.newName}
          onChange={form.setName}
          maxLength={40}
          autoComplete="off"
        />
      )}
      {form.isInUse && (
        <Checkbox
          size="till"
          isSelected={form.isReplacing}
          onChange={form.setIsReplacing}
          hint={till.setUpReplaceHint}
        >
          {till.setUpReplace}
        </Checkbox>
      )}
    </>
  );
}

/** Store, register, one key. */
export function EnrolForm({ stores }: { stores: readonly SetUpStore[] }) {
  const { till } = useMessages();
  const form = useEnrolForm(stores);
  const failure = useRefusalText(form.enrol.refusal);
  return (
    <form
      className="mt-6 flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      <Select
        size="till"
        label={till.setUpStore}
        icon={<Store aria-hidden="true" />}
        options={stores.map((store) => ({ value: store.id, label: store.name }))}
        value={form.storeId}
        onChange={form.chooseStore}
      />
      <RegisterChoice form={form} />
      <StorageConsent isAccepted={form.isUnkeptAccepted} onChange={form.setIsUnkeptAccepted} />
      <SaveUnsent isPrimary={form.enrol.refusal?.code === "unsent_events"} />
      <div className="flex flex-col gap-3">
        <p role="alert" className="text-danger text-till-key empty:hidden">
          {failure}
        </p>
        <TillButton
          kind="primary"
          size="pay"
          isFullWidth
          isDisabled={!form.isReady || form.enrol.isRunning}
          onPress={form.submit}
        >
          {till.setUpStart}
        </TillButton>
      </div>
    </form>
  );
}
