"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { Card } from "../../../ui/card";
import { Checkbox } from "../../../ui/checkbox";
import { PageHeader } from "../../../ui/page-header";
import { TextField } from "../../../ui/text-field";
import { showToast } from "../../../ui/toast";
import { useOfficeApi } from "../../api";
import type { AccessRules } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";
import { HoursFields } from "./hours-fields";
import { hoursOf, typedDays } from "./hours-form";

type RefusedRange = { readonly data?: { readonly details?: { readonly range?: unknown } } };

function useAccessForm(initial: AccessRules) {
  const { settings } = useMessages();
  const api = useOfficeApi();
  const [version, setVersion] = useState(initial.version);
  const [ranges, setRanges] = useState(initial.allowedRanges.join("\n"));
  const [hasHours, setHasHours] = useState(initial.openingHours !== null);
  const [timezone, setTimezone] = useState(initial.openingHours?.timezone ?? initial.timezone);
  const [days, setDays] = useState(() => typedDays(initial.openingHours));
  const [isTillRequired, setIsTillRequired] = useState(initial.isTillRequired);
  const [isTried, setIsTried] = useState(false);
  const save = useMutation(
    api.accessRules.save.mutationOptions({
      onSuccess: (saved) => {
        setVersion(saved.version);
        setRanges(saved.allowedRanges.join("\n"));
        showToast({ title: settings.access.saved });
      },
    }),
  );
  const hours = hasHours ? hoursOf(days, timezone.trim()) : null;
  const isWrongDay = hasHours && hours === null;
  const submit = () => {
    setIsTried(true);
    if (isWrongDay || save.isPending) return;
    const allowedRanges = ranges.split(/[\n,;]/).flatMap((line) => line.trim() || []);
    save.mutate({ allowedRanges, openingHours: hours, isTillRequired, version });
  };
  return {
    ranges,
    setRanges,
    hasHours,
    setHasHours,
    timezone,
    setTimezone,
    days,
    setDays,
    isTillRequired,
    setIsTillRequired,
    isWrongDay: isTried && isWrongDay,
    save,
    submit,
  };
}

type Form = ReturnType<typeof useAccessForm>;

/** From where and when people may use the business, and whether sales need an enrolled till. */
export function AccessScreen({ initial }: { initial: AccessRules }) {
  const { settings } = useMessages();
  const { access } = settings;
  const form = useAccessForm(initial);
  const refusalOf = useRefusal();
  function send(event: FormEvent) {
    event.preventDefault();
    form.submit();
  }
  return (
    <>
      <PageHeader title={access.title} />
      <form onSubmit={send} className="flex max-w-3xl flex-col gap-3">
        <p className="text-body text-text-muted">{access.body}</p>
        <NetworksCard form={form} ownAddress={initial.ownAddress} />
        <Card as="section" hasPadding labelledBy="access-hours">
          <h2 id="access-hours" className="text-heading">
            {access.hours}
          </h2>
          <p className="mt-1 mb-3 text-body text-text-muted">{access.hoursBody}</p>
          <Checkbox isSelected={form.hasHours} onChange={form.setHasHours}>
            {access.hasHours}
          </Checkbox>
          {form.hasHours && <HoursFields form={form} />}
        </Card>
        <Card as="section" hasPadding labelledBy="access-sales">
          <h2 id="access-sales" className="text-heading">
            {access.sales}
          </h2>
          <p className="mt-1 mb-3 text-body text-text-muted">{access.salesBody}</p>
          <Checkbox
            hint={access.isTillRequiredHint}
            isSelected={form.isTillRequired}
            onChange={form.setIsTillRequired}
          >
            {access.isTillRequired}
          </Checkbox>
        </Card>
        {form.save.error !== null && (
          <p role="alert" className="text-body text-danger">
            {refusalOf(form.save.error)}
          </p>
        )}
        <div>
          <Button type="submit" kind="primary" size="form" isPending={form.save.isPending}>
            {settings.save}
          </Button>
        </div>
      </form>
    </>
  );
}

function NetworksCard({ form, ownAddress }: { form: Form; ownAddress: string | null }) {
  const { settings } = useMessages();
  const { access } = settings;
  const wrong = (form.save.error as RefusedRange | null)?.data?.details?.range;
  const add = () => form.setRanges(`${form.ranges.trim()}\n${ownAddress}`.trim());
  return (
    <Card as="section" hasPadding labelledBy="access-networks">
      <h2 id="access-networks" className="text-heading">
        {access.networks}
      </h2>
      <p className="mt-1 mb-3 text-body text-text-muted">{access.networksBody}</p>
      <TextField
        label={access.ranges}
        hint={access.rangesHint}
        error={typeof wrong === "string" ? access.wrongRange(wrong) : undefined}
        value={form.ranges}
        onChange={(text) => {
          form.setRanges(text);
          form.save.reset();
        }}
        rows={4}
        isMono
      />
      <p className="mt-3 flex flex-wrap items-center gap-3 text-body">
        {ownAddress === null ? access.ownUnknown : access.own(ownAddress)}
        {ownAddress !== null && <Button onPress={add}>{access.addOwn}</Button>}
      </p>
    </Card>
  );
}
