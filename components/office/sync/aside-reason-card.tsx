"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { minor } from "../../../core/money/minor";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { MoneyText } from "../../money/money-text";
import { Button } from "../../ui/button";
import { Card, CardHeader } from "../../ui/card";
import { showToast } from "../../ui/toast";
import { useOfficeApi } from "../api";
import { formatCount } from "../format-office";
import type { AsideEvent } from "../office-outputs";
import { useReasonWords } from "./aside-table";
import { useRefusal } from "./use-refusal";

export type AsideReasonCardProps = { event: AsideEvent; mayManage: boolean };

/** Why it was set aside and what stands in suspense for it. */
export function AsideReasonCard({ event, mayManage }: AsideReasonCardProps) {
  const { officeSync } = useMessages();
  const reason = useReasonWords();
  const { item, resolution } = event;
  const isWaiting = resolution === null && item.state !== "applied" && item.state !== "waiting";
  const particulars = useParticulars(event);
  return (
    <Card as="section" labelledBy="aside-reason">
      <CardHeader
        title={officeSync.whyAside}
        titleId="aside-reason"
        end={item.attempts > 0 && officeSync.attempts(item.attempts)}
      />
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3 px-4 pb-4">
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-medium text-statement">{reason(item.code)}</p>
          {particulars !== null && (
            <p className="wrap-anywhere mt-1 text-body text-text-muted">{particulars}</p>
          )}
        </div>
        <Suspended event={event} />
        {isWaiting && mayManage && <RetryButton event={event} />}
      </div>
    </Card>
  );
}

function Suspended({ event: { item } }: { event: AsideEvent }) {
  const { officeSync } = useMessages();
  if (item.amountMinor === null) {
    return <p className="text-body text-text-muted">{officeSync.noAmount}</p>;
  }
  return (
    <dl className="flex flex-col">
      <dt className="text-small text-text-muted">{officeSync.inSuspense}</dt>
      <dd>
        <MoneyText
          amountMinor={minor(item.amountMinor)}
          currency={item.currency ?? ""}
          size="figure"
          hasCurrency
        />
      </dd>
    </dl>
  );
}

/** What the refusal named: the field, and what it said against what it should have said. */
function useParticulars({ details }: AsideEvent): string | null {
  const { officeSync } = useMessages();
  const locale = useFormatLocale();
  const { field, path, stated, computed, message } = details;
  if (typeof field === "string" && typeof stated === "number") {
    const right = typeof computed === "number" ? formatCount(computed, locale) : "\u2013";
    return officeSync.statedField(field, formatCount(stated, locale), right);
  }
  if (typeof path === "string" && path !== "") return officeSync.field(path);
  if (typeof field === "string") return officeSync.field(field);
  return typeof message === "string" ? message : null;
}

function RetryButton({ event: { item } }: { event: AsideEvent }) {
  const { officeSync } = useMessages();
  const reason = useReasonWords();
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const retry = useMutation(
    api.sync.retry.mutationOptions({
      onSuccess: async ({ code }) => {
        showToast(
          code === null
            ? { title: officeSync.retried }
            : { title: officeSync.stillAside, detail: reason(code) },
        );
        await queryClient.invalidateQueries(api.sync.pathFilter());
      },
      onError: (error) => showToast({ title: officeSync.stillAside, detail: refusalOf(error) }),
    }),
  );
  const { terminalId, sequence } = item;
  return (
    <Button
      icon={<RefreshCw />}
      isPending={retry.isPending}
      onPress={() => retry.mutate({ terminalId, sequence })}
    >
      {officeSync.retry}
    </Button>
  );
}
