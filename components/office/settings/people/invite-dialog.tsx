"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { FormErrorSummary } from "../../../ui/form-error-summary";
import { FormFooter } from "../../../ui/form-footer";
import { showToast } from "../../../ui/toast";
import { useOfficeApi } from "../../api";
import { useRefusal } from "../../sync/use-refusal";
import { InvitationLink } from "./invitation-link";
import type { PeopleView } from "./people-view";
import { fieldsOf, NEW_PERSON, type PersonDraft, problemsOf } from "./person-draft";
import { PersonFields } from "./person-fields";

type Invited = { readonly name: string; readonly link: string };

export type InviteDialogProps = { view: PeopleView; isOpen: boolean; onClose: () => void };

/** Adds somebody; where no mail is sent, it then shows the link to hand over. */
export function InviteDialog({ view, isOpen, onClose }: InviteDialogProps) {
  const { people: words } = useMessages().settings;
  const [invited, setInvited] = useState<Invited | null>(null);
  const close = () => {
    setInvited(null);
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={invited === null ? words.inviteTitle : words.linkTitle(invited.name)}
      description={invited === null ? words.inviteBody : words.linkBody}
    >
      {invited === null ? (
        <InviteForm view={view} onClose={close} onLink={setInvited} />
      ) : (
        <InvitationLink link={invited.link} onDone={close} />
      )}
    </Dialog>
  );
}

type InviteFormProps = {
  view: PeopleView;
  onClose: () => void;
  onLink: (invited: Invited) => void;
};

function InviteForm({ view, onClose, onLink }: InviteFormProps) {
  const { people: words, cancel } = useMessages().settings;
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const { roles, stores, mayGiveAllStores } = view;
  const [draft, setDraft] = useState<PersonDraft>({
    ...NEW_PERSON,
    storeIds: mayGiveAllStores ? null : stores.map(({ id }) => id),
  });
  const [isTried, setIsTried] = useState(false);
  const problems = problemsOf(draft, { roles, person: null });
  const invite = useMutation(
    api.people.invite.mutationOptions({
      onSuccess: async ({ link }, { name, email }) => {
        await queryClient.invalidateQueries(api.people.pathFilter());
        if (link !== null) return onLink({ name, link });
        showToast({ title: words.mailed(email) });
        onClose();
      },
    }),
  );
  function send(event: FormEvent) {
    event.preventDefault();
    setIsTried(true);
    if (problems.size > 0 || invite.isPending) return;
    const { language, pin } = draft;
    invite.mutate({
      ...fieldsOf(draft),
      email: draft.email.trim(),
      ...(language !== "" && { language }),
      ...(pin !== "" && { pin }),
    });
  }
  return (
    <form onSubmit={send} noValidate>
      <PersonFields
        {...{ draft, roles, stores, mayGiveAllStores, person: null }}
        onChange={setDraft}
        problems={isTried ? problems : NO_PROBLEMS}
      />
      <FormFooter
        status={
          <FormErrorSummary message={invite.error === null ? null : refusalOf(invite.error)} />
        }
      >
        <Button size="form" onPress={onClose}>
          {cancel}
        </Button>
        <Button type="submit" kind="primary" size="form" isPending={invite.isPending}>
          {words.sendInvite}
        </Button>
      </FormFooter>
    </form>
  );
}

const NO_PROBLEMS = new Set<never>();
