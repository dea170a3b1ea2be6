"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { MINOR_MAX, minor } from "../../../core/money/minor";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { formatMoney } from "../../money/format-money";
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
function useParticulars({ details, item, sale }: AsideEvent): string | null {
  const { officeSync } = useMessages();
  const locale = useFormatLocale();
  const { field, path, stated, computed, message } = details;
  const currency = item.currency ?? sale?.currency ?? null;
  const name = (text: string) => officeSync.fields[text] ?? officeSync.field(text);
  const figure = (value: unknown): string => {
    if (typeof value !== "number") return "\u2013";
    const isMoney = currency !== null && String(field).endsWith("Minor");
    return isMoney && Math.abs(value) <= MINOR_MAX
      ? formatMoney(minor(value), { currency, locale })
      : formatCount(value, locale);
  };
  if (typeof field === "string" && typeof stated === "number") {
    return officeSync.statedField(name(field), figure(stated), figure(computed));
  }
  if (typeof path === "string" && path !== "") return name(path);
  if (typeof field === "string") return name(field);
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
