"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { Select } from "../../../ui/select";
import { TextField } from "../../../ui/text-field";
import { showToast } from "../../../ui/toast";
import { useOfficeApi } from "../../api";
import type { Role } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";
import { useRoleName } from "./use-role-name";

export type NewRoleButtonProps = {
  roles: readonly Role[];
  onCreated: (code: string) => void;
};

/** Makes a role that may do what another one may, to be changed from there. */
export function NewRoleButton({ roles, onCreated }: NewRoleButtonProps) {
  const { settings } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button icon={<Plus />} onPress={() => setIsOpen(true)}>
        {settings.roles.newRole}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={settings.roles.newRole}
        description={settings.roles.newRoleBody}
        width="narrow"
      >
        <NewRoleForm
          patterns={roles.filter(({ mayGrant, code }) => mayGrant && code !== "owner")}
          onClose={() => setIsOpen(false)}
          onCreated={(code) => {
            setIsOpen(false);
            onCreated(code);
          }}
        />
      </Dialog>
    </>
  );
}

type NewRoleFormProps = {
  patterns: readonly Role[];
  onClose: () => void;
  onCreated: (code: string) => void;
};

function NewRoleForm({ patterns, onClose, onCreated }: NewRoleFormProps) {
  const { settings } = useMessages();
  const nameOf = useRoleName();
  const refusalOf = useRefusal();
  const [name, setName] = useState("");
  const [isTried, setIsTried] = useState(false);
  const usual = patterns.find(({ code }) => code === "cashier") ?? patterns[0];
  const [code, setCode] = useState(usual?.code ?? "");
  const create = useCreateRole(onCreated);
  const pattern = patterns.find((role) => role.code === code);
  const isMissing = name.trim() === "";
  function send(event: FormEvent) {
    event.preventDefault();
    setIsTried(true);
    if (isMissing || pattern === undefined || create.isPending) return;
    const { permissions, limits } = pattern;
    create.mutate({ code: null, name: name.trim(), permissions, limits, version: 0 });
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <TextField
        label={settings.roles.name}
        error={isTried && isMissing ? settings.roles.nameMissing : undefined}
        value={name}
        onChange={setName}
        maxLength={60}
        autoFocus
      />
      <Select
        label={settings.roles.startsAs}
        options={patterns.map((role) => ({ value: role.code, label: nameOf(role) }))}
        value={code}
        onChange={setCode}
      />
      {create.error && (
        <p role="alert" className="text-body text-danger">
          {refusalOf(create.error)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" size="form" isPending={create.isPending}>
          {settings.roles.create}
        </Button>
        <Button size="form" onPress={onClose}>
          {settings.cancel}
        </Button>
      </div>
    </form>
  );
}

function useCreateRole(onCreated: (code: string) => void) {
  const { settings } = useMessages();
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const nameOf = useRoleName();
  return useMutation(
    api.roles.save.mutationOptions({
      onSuccess: async (role) => {
        await queryClient.invalidateQueries(api.roles.pathFilter());
        showToast({ title: settings.roles.created(nameOf(role)) });
        onCreated(role.code);
      },
    }),
  );
}
