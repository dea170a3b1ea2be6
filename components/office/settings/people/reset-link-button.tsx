"use client";

import { useMutation } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { showToast } from "../../../ui/toast";
import { useOfficeApi } from "../../api";
import type { Person } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";
import { ConfirmDialog } from "../confirm-dialog";
import { InvitationLink } from "./invitation-link";

/** Lets somebody choose a new password, by a link that is mailed or else handed over. */
export function ResetLinkButton({ person }: { person: Person }) {
  const { resetLink: words } = useMessages().accountLinks;
  const api = useOfficeApi();
  const refusalOf = useRefusal();
  const [isAsked, setIsAsked] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const send = useMutation(
    api.passwords.sendResetLink.mutationOptions({
      onSuccess: (sent) => {
        setIsAsked(false);
        if (sent.link === null) showToast({ title: words.mailed(person.email) });
        else setLink(sent.link);
      },
    }),
  );
  const close = () => {
    send.reset();
    setIsAsked(false);
  };
  return (
    <div>
      <Button icon={<KeyRound />} onPress={() => setIsAsked(true)}>
        {words.send}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        onClose={close}
        title={words.title(person.name)}
        body={words.body}
        action={words.send}
        isPending={send.isPending}
        refusal={send.error === null ? null : refusalOf(send.error)}
        onConfirm={() => send.mutate({ personId: person.id })}
      />
      <Dialog
        isOpen={link !== null}
        onClose={() => setLink(null)}
        title={words.title(person.name)}
        description={words.handOver}
      >
        <InvitationLink link={link ?? ""} onDone={() => setLink(null)} />
      </Dialog>
    </div>
  );
}
