"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { minor } from "../../../core/money/minor";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { formatMoney } from "../../money/format-money";
import { Button } from "../../ui/button";
import { Card, CardHeader } from "../../ui/card";
import { showToast } from "../../ui/toast";
import { useOfficeApi } from "../api";
import type { AsideEvent } from "../office-outputs";
import { ReasonDialog } from "./reason-dialog";
import { useRefusal } from "./use-refusal";

/** The last way: nobody knows what the money was for, or there is none. */
export function WriteOffCard({ event }: { event: AsideEvent }) {
  const { officeSync } = useMessages();
  const locale = useFormatLocale();
  const [isOpen, setIsOpen] = useState(false);
  const { amountMinor, currency } = event.item;
  const hasMoney = amountMinor !== null && amountMinor !== 0;
  const title = hasMoney ? officeSync.writeOffTitle : officeSync.takeOff;
  const body = hasMoney
    ? officeSync.writeOffBody(
        `${currency ?? ""}\u00a0${formatMoney(minor(amountMinor), { currency: currency ?? "", locale })}`,
      )
    : officeSync.writeOffNothing;
  return (
    <Card as="section" labelledBy="aside-write-off">
      <CardHeader title={title} titleId="aside-write-off" />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3 px-4 pb-4">
        <p className="min-w-0 flex-1 basis-64 text-body text-text-muted">
          {event.sale === null && `${officeSync.notASale} `}
          {body}
        </p>
        <Button kind="danger" onPress={() => setIsOpen(true)}>
          {hasMoney ? officeSync.writeOff : officeSync.takeOff}
        </Button>
      </div>
      {isOpen && (
        <WriteOffDialog event={event} title={title} body={body} onClose={() => setIsOpen(false)} />
      )}
    </Card>
  );
}

type WriteOffDialogProps = {
  event: AsideEvent;
  title: string;
  body: string;
  onClose: () => void;
};

function WriteOffDialog({ event, title, body, onClose }: WriteOffDialogProps) {
  const { officeSync } = useMessages();
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const post = useMutation(
    api.sync.post.mutationOptions({
      onSuccess: async () => {
        onClose();
        showToast({ title: officeSync.writtenOff });
        await queryClient.invalidateQueries(api.sync.pathFilter());
      },
    }),
  );
  const { terminalId, sequence } = event.item;
  return (
    <ReasonDialog
      isOpen
      onClose={onClose}
      title={title}
      body={body}
      label={officeSync.reason}
      submit={title}
      isDanger
      isPending={post.isPending}
      refusal={post.error === null ? null : refusalOf(post.error)}
      onSubmit={(reason) => post.mutate({ terminalId, sequence, reason, sale: null })}
    />
  );
}
