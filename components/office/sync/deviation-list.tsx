"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../messages/use-messages";
import { Button } from "../../ui/button";
import { CardRow, CardRows } from "../../ui/card";
import { EmptyState } from "../../ui/empty-state";
import { StatusDot } from "../../ui/status-dot";
import { TextLink } from "../../ui/text-link";
import { showToast } from "../../ui/toast";
import { useOfficeApi } from "../api";
import type { DeviationItem } from "../office-outputs";
import { ReasonDialog } from "./reason-dialog";
import { terminalHref } from "./sync-address";
import { useDeviationWords } from "./use-deviation-words";
import { useMoment } from "./use-issue-words";
import { useRefusal } from "./use-refusal";

export type DeviationListProps = {
  items: readonly DeviationItem[];
  serverTime: string;
  mayManage: boolean;
  /** A page of one terminal need not name it in every row. */
  isOfTerminal?: boolean;
};

const TONES = { info: "neutral", warning: "warning", danger: "danger" } as const;

/** What was booked although it contradicts something, each until a person has looked. */
export function DeviationList(props: DeviationListProps) {
  const { officeSync } = useMessages();
  const [open, setOpen] = useState<DeviationItem | null>(null);
  if (props.items.length === 0) {
    return (
      <EmptyState icon={<CircleCheck />} title={officeSync.deviationsNoneTitle} className="flex-1">
        {officeSync.deviationsNoneBody}
      </EmptyState>
    );
  }
  return (
    <>
      <CardRows>
        {props.items.map((item) => (
          <DeviationRow key={item.id} item={item} onOpen={() => setOpen(item)} {...props} />
        ))}
      </CardRows>
      {open && <PutAwayDialog key={open.id} item={open} onClose={() => setOpen(null)} />}
    </>
  );
}

type DeviationRowProps = DeviationListProps & { item: DeviationItem; onOpen: () => void };

function DeviationRow({ item, onOpen, serverTime, mayManage, isOfTerminal }: DeviationRowProps) {
  const { officeSync, office } = useMessages();
  const words = useDeviationWords()(item);
  const moment = useMoment(item.timezone, serverTime);
  const place = office.attention.place(item.storeName, item.registerName);
  return (
    <CardRow className="flex-wrap py-2 sm:flex-nowrap">
      <span className="flex min-w-0 flex-1 basis-60 flex-col">
        <StatusDot tone={TONES[item.severity]} className="whitespace-normal! text-body text-text">
          {words}
        </StatusDot>
        <span className="flex flex-wrap gap-x-3 ps-3.25 text-small text-text-muted">
          <span className="tabular-nums">{moment(item.at)}</span>
          {!isOfTerminal &&
            (item.terminalId === null ? (
              <span>{place}</span>
            ) : (
              <TextLink href={terminalHref(item.terminalId)} isMuted>
                {place}
              </TextLink>
            ))}
          {item.saleId !== null && (
            <TextLink href={`/office/sales/${item.saleId}`} isMuted>
              {office.sale}
            </TextLink>
          )}
        </span>
      </span>
      {mayManage && (
        <Button aria-label={`${officeSync.looked}: ${words}`} onPress={onOpen}>
          {officeSync.looked}
        </Button>
      )}
    </CardRow>
  );
}

function PutAwayDialog({ item, onClose }: { item: DeviationItem; onClose: () => void }) {
  const { officeSync } = useMessages();
  const words = useDeviationWords()(item);
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const resolve = useMutation(
    api.sync.resolve.mutationOptions({
      onSuccess: async () => {
        onClose();
        showToast({ title: officeSync.lookedDone, detail: words });
        await queryClient.invalidateQueries(api.sync.pathFilter());
        await queryClient.invalidateQueries(api.reports.today.pathFilter());
      },
    }),
  );
  return (
    <ReasonDialog
      isOpen
      onClose={onClose}
      title={officeSync.lookedTitle}
      body={words}
      label={officeSync.lookedNote}
      submit={officeSync.looked}
      isPending={resolve.isPending}
      refusal={resolve.error === null ? null : refusalOf(resolve.error)}
      onSubmit={(note) => resolve.mutate({ deviationId: item.id, note })}
    />
  );
}
