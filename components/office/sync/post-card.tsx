"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useMessages } from "../../messages/use-messages";
import { MoneyInput } from "../../money/money-input";
import { Button } from "../../ui/button";
import { Card, CardHeader } from "../../ui/card";
import { RadioChips } from "../../ui/radio-chips";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text-field";
import { showToast } from "../../ui/toast";
import { useOfficeApi } from "../api";
import type { AsideEvent } from "../office-outputs";
import {
  type CorrectionDraft,
  confirmedOf,
  type DraftFieldsProps,
  draftOf,
  TENDERS,
} from "./correction-draft";
import { CorrectionFigures } from "./correction-figures";
import { PostLines } from "./post-lines";
import { useRefusal } from "./use-refusal";

/** Books the sale of an event that was set aside: a person confirms, the engine makes the figures. */
export function PostCard({ event }: { event: AsideEvent }) {
  const { officeSync, office } = useMessages();
  const [draft, setDraft] = useState(() => draftOf(event));
  const change = (part: Partial<CorrectionDraft>) => setDraft({ ...draft, ...part });
  const lines = event.sale?.lines ?? [];
  return (
    <Card as="section" labelledBy="aside-post">
      <CardHeader title={officeSync.postTitle} titleId="aside-post" />
      <div className="flex flex-col gap-5 px-4 pb-4">
        <p className="max-w-160 text-body text-text-muted">{officeSync.postBody}</p>
        {lines.length > 0 && (
          <RadioChips
            label={officeSync.postHow}
            size="office"
            options={[
              { value: "lines", label: officeSync.postLines },
              { value: "total", label: officeSync.postTotal },
            ]}
            value={draft.kind}
            onChange={(kind) => change({ kind })}
          />
        )}
        {draft.kind === "lines" ? (
          <PostLines event={event} draft={draft} onChange={change} />
        ) : (
          <TotalFields event={event} draft={draft} onChange={change} />
        )}
        <RadioChips
          label={officeSync.tender}
          size="office"
          options={TENDERS.map((value) => ({ value, label: office.method[value] ?? value }))}
          value={draft.tender}
          onChange={(tender) => change({ tender })}
        />
        <Confirm event={event} draft={draft} />
      </div>
    </Card>
  );
}

function TotalFields({ event, draft, onChange }: DraftFieldsProps) {
  const { officeSync } = useMessages();
  return (
    <div className="grid max-w-120 gap-4 sm:grid-cols-2">
      <MoneyInput
        label={officeSync.totalPaid}
        currency={event.item.currency ?? event.sale?.currency ?? ""}
        least="any"
        isRequired
        value={draft.totalText}
        onChange={(totalText, totalMinor) => onChange({ totalText, totalMinor })}
      />
      <Select
        label={officeSync.taxGroup}
        options={event.taxGroups.map(({ code, name }) => ({
          value: code,
          label: `${code} \u00b7 ${name}`,
        }))}
        value={draft.totalGroup}
        onChange={(totalGroup) => onChange({ totalGroup })}
      />
    </div>
  );
}

/** The engine's figures, the reason, and the act itself. */
function Confirm({ event, draft }: { event: AsideEvent; draft: CorrectionDraft }) {
  const { officeSync } = useMessages();
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const [reason, setReason] = useState("");
  const [isTried, setIsTried] = useState(false);
  const { terminalId, sequence } = event.item;
  const sale = confirmedOf(draft);
  const asked = sale ?? { kind: "lines" as const, taxGroupCodes: [""], method: draft.tender };
  const preview = useQuery({
    ...api.sync.previewCorrection.queryOptions({ terminalId, sequence, sale: asked }),
    enabled: sale !== null,
    retry: false,
  });
  const post = useMutation(
    api.sync.post.mutationOptions({
      onSuccess: async ({ receiptNumber }) => {
        showToast({ title: officeSync.posted(receiptNumber ?? "") });
        await queryClient.invalidateQueries(api.sync.pathFilter());
      },
    }),
  );
  const isMissing = reason.trim() === "";
  function send(submitted: FormEvent) {
    submitted.preventDefault();
    setIsTried(true);
    if (isMissing || sale === null || post.isPending) return;
    post.mutate({ terminalId, sequence, reason: reason.trim(), sale });
  }
  const refusal = post.error ?? preview.error;
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <CorrectionFigures
        isAsked={sale !== null}
        figures={sale === null ? undefined : preview.data}
        suspendedMinor={event.item.amountMinor}
      />
      <TextField
        label={officeSync.reason}
        hint={officeSync.reasonHint}
        error={isTried && isMissing ? officeSync.reasonMissing : undefined}
        value={reason}
        onChange={setReason}
        maxLength={200}
        className="max-w-120"
      />
      {refusal !== null && (
        <p role="alert" className="text-body text-danger">
          {refusalOf(refusal)}
        </p>
      )}
      <div>
        <Button
          type="submit"
          kind="primary"
          size="form"
          isDisabled={sale === null || preview.data === undefined}
          isPending={post.isPending}
        >
          {officeSync.post}
        </Button>
      </div>
    </form>
  );
}
