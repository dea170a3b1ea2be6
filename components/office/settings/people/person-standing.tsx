"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ban, KeyRound, Mail } from "lucide-react";
import { useState } from "react";
import { PIN_DIGITS_MIN_REFUND } from "../../../../core/access/pin-rule";
import { useMessages } from "../../../messages/use-messages";
import { Banner } from "../../../ui/banner";
import { Button } from "../../../ui/button";
import { showToast } from "../../../ui/toast";
import { useOfficeApi } from "../../api";
import type { Person } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";
import { ConfirmDialog } from "../confirm-dialog";
import { PersonSignInsButton } from "./person-sign-ins-button";
import { ResetLinkButton } from "./reset-link-button";

export type PersonStandingProps = { person: Person; onLink: (link: string) => void };

/** Whether somebody may come in, and what can be done about that. */
export function PersonStanding({ person, onLink }: PersonStandingProps) {
  const { people: words } = useMessages().settings;
  if (!person.mayManage) return <p className="text-body text-text-muted">{words.readOnly}</p>;
  if (person.isBlocked) return <Blocked person={person} />;
  return (
    <>
      {person.needsNewPin && (
        <Banner role="status" tone="warning" icon={<KeyRound />}>
          {words.needsNewPinNote(PIN_DIGITS_MIN_REFUND)}
        </Banner>
      )}
      {person.isInvited && <NotCome person={person} onLink={onLink} />}
      {!person.isYou && (
        <div className="flex flex-wrap gap-2">
          {!person.isInvited && <ResetLinkButton person={person} />}
          {!person.isInvited && <PersonSignInsButton person={person} />}
          <BlockButton person={person} />
        </div>
      )}
    </>
  );
}

function Blocked({ person }: { person: Person }) {
  const { people: words } = useMessages().settings;
  const api = useOfficeApi();
  const refusalOf = useRefusal();
  const refresh = useRefresh();
  const unblock = useMutation(
    api.people.unblock.mutationOptions({
      onSuccess: async () => {
        showToast({ title: words.unblockDone(person.name) });
        await refresh();
      },
    }),
  );
  return (
    <Banner
      role="status"
      tone="danger"
      icon={<Ban />}
      detail={unblock.error ? refusalOf(unblock.error) : undefined}
      action={
        <Button
          isPending={unblock.isPending}
          onPress={() => unblock.mutate({ personId: person.id })}
        >
          {words.unblock}
        </Button>
      }
    >
      {words.isBlockedNote}
    </Banner>
  );
}

function NotCome({ person, onLink }: PersonStandingProps) {
  const { people: words } = useMessages().settings;
  const api = useOfficeApi();
  const refusalOf = useRefusal();
  const again = useMutation(
    api.people.inviteAgain.mutationOptions({
      onSuccess: ({ link }) =>
        link === null ? showToast({ title: words.mailed(person.email) }) : onLink(link),
    }),
  );
  return (
    <Banner
      role="status"
      tone="warning"
      icon={<Mail />}
      detail={again.error ? refusalOf(again.error) : undefined}
      action={
        <Button isPending={again.isPending} onPress={() => again.mutate({ personId: person.id })}>
          {words.inviteAgain}
        </Button>
      }
    >
      {words.notCome}
    </Banner>
  );
}

function BlockButton({ person }: { person: Person }) {
  const { people: words } = useMessages().settings;
  const api = useOfficeApi();
  const refusalOf = useRefusal();
  const refresh = useRefresh();
  const [isAsked, setIsAsked] = useState(false);
  const block = useMutation(
    api.people.block.mutationOptions({
      onSuccess: async () => {
        setIsAsked(false);
        showToast({ title: words.blockDone(person.name) });
        await refresh();
      },
    }),
  );
  return (
    <div>
      <Button kind="danger" icon={<Ban />} onPress={() => setIsAsked(true)}>
        {words.block}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        onClose={() => {
          block.reset();
          setIsAsked(false);
        }}
        title={words.blockTitle(person.name)}
        body={words.blockBody}
        action={words.block}
        isDanger
        isPending={block.isPending}
        refusal={block.error === null ? null : refusalOf(block.error)}
        onConfirm={() => block.mutate({ personId: person.id })}
      />
    </div>
  );
}

function useRefresh(): () => Promise<void> {
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries(api.people.pathFilter());
}
