"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { MoreHorizontal, PencilLine, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { IconButton } from "../../../ui/icon-button";
import { Menu, type MenuItem } from "../../../ui/menu";
import { showToast } from "../../../ui/toast";
import { useOfficeApi } from "../../api";
import type { Role } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";
import { ConfirmDialog } from "../confirm-dialog";
import { RenameDialog } from "./rename-dialog";
import { useRoleName } from "./use-role-name";

type Asked = "rename" | "drop";

/** What can be done with a role as a whole; nothing for one that never changes. */
export function RoleMenu({ role, onRename }: { role: Role; onRename: (name: string) => void }) {
  const { roles } = useMessages().settings;
  const name = useRoleName()(role);
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <Menu
        label={roles.actions(name)}
        placement="bottom end"
        trigger={
          <IconButton
            icon={<MoreHorizontal />}
            label={roles.actions(name)}
            kind="quiet"
            hasTooltip={false}
          />
        }
        items={useItems(role)}
        onAction={(id) => setAsked(id === "rename" ? "rename" : "drop")}
      />
      <RenameDialog
        isOpen={asked === "rename"}
        onClose={close}
        name={name}
        onRename={(chosen) => {
          close();
          onRename(chosen);
        }}
      />
      <DropDialog role={role} isOpen={asked === "drop"} onClose={close} />
    </>
  );
}

function useItems(role: Role): MenuItem[] {
  const { roles } = useMessages().settings;
  if (role.isBuiltIn) {
    const { isChanged } = role;
    return [{ id: "drop", label: roles.putBack, icon: <RotateCcw />, isDisabled: !isChanged }];
  }
  return [
    { id: "rename", label: roles.rename, icon: <PencilLine /> },
    {
      id: "drop",
      label: roles.remove,
      icon: <Trash2 />,
      isDanger: true,
      ...(role.isHeld && { isDisabled: true, hint: roles.removeHeld }),
    },
  ];
}

type DropDialogProps = { role: Role; isOpen: boolean; onClose: () => void };

function DropDialog({ role, isOpen, onClose }: DropDialogProps) {
  const { roles } = useMessages().settings;
  const name = useRoleName()(role);
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const drop = useMutation(
    api.roles.drop.mutationOptions({
      onSuccess: async () => {
        onClose();
        showToast({ title: role.isBuiltIn ? roles.wasPutBack(name) : roles.removed(name) });
        await queryClient.invalidateQueries(api.roles.pathFilter());
      },
    }),
  );
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={() => {
        drop.reset();
        onClose();
      }}
      title={role.isBuiltIn ? roles.putBackTitle(name) : roles.removeTitle(name)}
      body={role.isBuiltIn ? roles.putBackBody : roles.removeBody}
      action={role.isBuiltIn ? roles.putBack : roles.remove}
      isDanger={!role.isBuiltIn}
      isPending={drop.isPending}
      refusal={drop.error === null ? null : refusalOf(drop.error)}
      onConfirm={() => drop.mutate({ code: role.code, version: role.version })}
    />
  );
}
