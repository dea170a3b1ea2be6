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
import type { Person } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";
import { InvitationLink } from "./invitation-link";
import type { PeopleView } from "./people-view";
import { fieldsOf, type PersonDraft, personDraftOf, problemsOf } from "./person-draft";
import { PersonFields } from "./person-fields";
import { PersonStanding } from "./person-standing";

export type PersonDialogProps = { person: Person; view: PeopleView; onClose: () => void };

/** One person: who they are, what they may do and where, and whether they may come in. */
export function PersonDialog({ person, view, onClose }: PersonDialogProps) {
  const { people: words } = useMessages().settings;
  const [link, setLink] = useState<string | null>(null);
  const isShowingLink = link !== null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={isShowingLink ? words.linkTitle(person.name) : person.name}
      description={isShowingLink ? words.linkBody : person.email}
    >
      {isShowingLink ? (
        <InvitationLink link={link} onDone={onClose} />
      ) : (
        <div className="flex flex-col gap-5">
          <PersonStanding person={person} onLink={setLink} />
          {person.mayManage && <ChangeForm person={person} view={view} onClose={onClose} />}
        </div>
      )}
    </Dialog>
  );
}

function ChangeForm({ person, view, onClose }: PersonDialogProps) {
  const { people: words, cancel } = useMessages().settings;
  const refusalOf = useRefusal();
  const { roles, stores, mayGiveAllStores } = view;
  const [draft, setDraft] = useState(() => personDraftOf(person));
  const [isTried, setIsTried] = useState(false);
  const problems = problemsOf(draft, { roles, person });
  const change = useChange(onClose);
  function send(event: FormEvent) {
    event.preventDefault();
    setIsTried(true);
    if (problems.size === 0 && !change.isPending) change.mutate(inputOf(person, draft));
  }
  return (
    <form onSubmit={send} noValidate>
      <PersonFields
        {...{ draft, person, roles, stores, mayGiveAllStores }}
        onChange={setDraft}
        problems={isTried ? problems : NO_PROBLEMS}
      />
      <FormFooter
        status={
          <FormErrorSummary message={change.error === null ? null : refusalOf(change.error)} />
        }
      >
        <Button size="form" onPress={onClose}>
          {cancel}
        </Button>
        <Button type="submit" kind="primary" size="form" isPending={change.isPending}>
          {words.save}
        </Button>
      </FormFooter>
    </form>
  );
}

const NO_PROBLEMS = new Set<never>();

function useChange(onClose: () => void) {
  const { people: words } = useMessages().settings;
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  return useMutation(
    api.people.change.mutationOptions({
      onSuccess: async (_result, { name }) => {
        showToast({ title: words.saved(name) });
        onClose();
        await queryClient.invalidateQueries(api.people.pathFilter());
      },
      // Somebody else may have changed them: the list then has what stands.
      onError: () => queryClient.invalidateQueries(api.people.pathFilter()),
    }),
  );
}

function inputOf({ id, version }: Person, draft: PersonDraft) {
  const { language, pin, isPinRemoved } = draft;
  return {
    ...fieldsOf(draft),
    ...{ personId: id, version, language: language === "" ? null : language },
    ...(isPinRemoved ? { pin: null } : pin !== "" && { pin }),
  };
}
