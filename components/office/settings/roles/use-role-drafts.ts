"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFormatLocale, useMessages } from "../../../messages/use-messages";
import { showToast } from "../../../ui/toast";
import { useOfficeApi, useOfficeClient } from "../../api";
import type { Role } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";
import { draftOf, isDraftChanged, limitsOfDraft, type RoleDraft } from "./role-draft";

export type RoleDrafts = {
  /** The role as it is being changed, or as it is. */
  readonly of: (role: Role) => RoleDraft;
  readonly change: (role: Role, draft: RoleDraft) => void;
  /** Roles that say something else than what is saved. */
  readonly changed: readonly Role[];
  /** Every field can be read. */
  readonly isReadable: boolean;
  readonly save: () => void;
  readonly discard: () => void;
  readonly isSaving: boolean;
  readonly refusal: string | null;
};

/** Changes of any number of roles that are saved together, one after the other. */
export function useRoleDrafts(roles: readonly Role[], currency: string): RoleDrafts {
  const locale = useFormatLocale();
  const { settings } = useMessages();
  const api = useOfficeApi();
  const client = useOfficeClient();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const [drafts, setDrafts] = useState<ReadonlyMap<string, RoleDraft>>(new Map());
  const format = { currency, locale };
  const of = (role: Role) => drafts.get(role.code) ?? draftOf(role, currency);
  const changed = roles.filter((role) => isDraftChanged(of(role), role, format));
  const save = useMutation({
    mutationFn: async () => {
      for (const role of changed) await client.roles.save.mutate(inputOf(role));
    },
    onSuccess: () => showToast({ title: settings.roles.saved }),
    // Also after a refusal: what was saved before it stands, and what was changed is to be seen.
    onSettled: async () => {
      await queryClient.invalidateQueries(api.roles.pathFilter());
    },
  });
  function inputOf(role: Role) {
    const draft = of(role);
    const limits = limitsOfDraft(draft, format) ?? role.limits;
    const { code, version } = role;
    return { code, version, name: draft.name, permissions: [...draft.permissions], limits };
  }
  return {
    of,
    change: (role, draft) => {
      save.reset();
      setDrafts(new Map(drafts).set(role.code, draft));
    },
    changed,
    isReadable: changed.every((role) => limitsOfDraft(of(role), format) !== null),
    save: () => save.mutate(),
    discard: () => {
      save.reset();
      setDrafts(new Map());
    },
    isSaving: save.isPending,
    refusal: save.error === null ? null : refusalOf(save.error),
  };
}
