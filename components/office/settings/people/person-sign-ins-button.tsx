"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MonitorSmartphone } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { Skeleton } from "../../../ui/skeleton";
import { showToast } from "../../../ui/toast";
import { SessionRows } from "../../account/sessions-card";
import { useOfficeApi } from "../../api";
import type { Person } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";
import { ConfirmDialog } from "../confirm-dialog";

/** Where somebody is signed in, each to be ended, and the way back in for who lost their phone. */
export function PersonSignInsButton({ person }: { person: Person }) {
  const { account } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div>
      <Button icon={<MonitorSmartphone />} onPress={() => setIsOpen(true)}>
        {account.signIns}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={account.signInsOf(person.name)}
      >
        <SignIns person={person} />
      </Dialog>
    </div>
  );
}

function SignIns({ person }: { person: Person }) {
  const { account } = useMessages();
  const api = useOfficeApi();
  const refusalOf = useRefusal();
  const [now] = useState(() => new Date().toISOString());
  const sessions = useQuery(api.session.listOf.queryOptions({ userId: person.id }));
  if (sessions.isPending) return <Skeleton className="h-12" />;
  if (sessions.error) {
    return (
      <p role="alert" className="text-body text-danger">
        {refusalOf(sessions.error)}
      </p>
    );
  }
  const { items } = sessions.data;
  return (
    <div className="flex flex-col items-start gap-4">
      {items.length === 0 && <p className="text-body text-text-muted">{account.signInsNone}</p>}
      <div className="w-full">
        <SessionRows items={items} now={now} />
      </div>
      <ResetFactorButton person={person} />
    </div>
  );
}

function ResetFactorButton({ person }: { person: Person }) {
  const { account } = useMessages();
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const [isAsked, setIsAsked] = useState(false);
  const reset = useMutation(
    api.session.resetFactor.mutationOptions({
      onSuccess: async ({ wasOn }) => {
        setIsAsked(false);
        showToast({ title: wasOn ? account.factorReset : account.factorWasOff });
        await queryClient.invalidateQueries(api.session.pathFilter());
      },
    }),
  );
  return (
    <>
      <Button kind="danger" onPress={() => setIsAsked(true)}>
        {account.resetFactor}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        onClose={() => {
          reset.reset();
          setIsAsked(false);
        }}
        title={account.resetFactorTitle(person.name)}
        body={account.resetFactorBody}
        action={account.resetFactor}
        isDanger
        isPending={reset.isPending}
        refusal={reset.error === null ? null : refusalOf(reset.error)}
        onConfirm={() => reset.mutate({ userId: person.id })}
      />
    </>
  );
}
