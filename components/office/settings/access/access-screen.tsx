"use client";

import type { FormEvent, ReactNode } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { Card } from "../../../ui/card";
import { Checkbox } from "../../../ui/checkbox";
import { FormErrorSummary } from "../../../ui/form-error-summary";
import { PageHeader } from "../../../ui/page-header";
import { TextField } from "../../../ui/text-field";
import type { AccessRules } from "../../office-outputs";
import { HoursFields } from "./hours-fields";
import { type AccessForm, useAccessForm } from "./use-access-form";

/** From where and when people may use the business, and whether sales need an enrolled till. */
export function AccessScreen({ initial }: { initial: AccessRules }) {
  const { settings } = useMessages();
  const { access } = settings;
  const form = useAccessForm(initial);
  function send(event: FormEvent) {
    event.preventDefault();
    form.submit();
  }
  return (
    <>
      <PageHeader title={access.title} />
      <form onSubmit={send} noValidate className="flex max-w-3xl flex-col gap-3 pb-8">
        <p className="mb-1 text-body text-text-muted">{access.body}</p>
        <RuleCard id="access-networks" title={access.networks} body={access.networksBody}>
          <NetworkFields form={form} ownAddress={initial.ownAddress} />
        </RuleCard>
        <RuleCard id="access-hours" title={access.hours} body={access.hoursBody}>
          <Checkbox isSelected={form.hasHours} onChange={form.setHasHours}>
            {access.hasHours}
          </Checkbox>
          {form.hasHours && <HoursFields form={form} />}
        </RuleCard>
        <RuleCard id="access-sales" title={access.sales} body={access.salesBody}>
          <Checkbox
            hint={access.isTillRequiredHint}
            isSelected={form.isTillRequired}
            onChange={form.setIsTillRequired}
          >
            {access.isTillRequired}
          </Checkbox>
        </RuleCard>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" kind="primary" size="form" isPending={form.isSaving}>
            {settings.save}
          </Button>
          <FormErrorSummary fieldCount={form.problemCount} message={form.problems.whole} />
        </div>
      </form>
    </>
  );
}

function RuleCard(props: { id: string; title: string; body: string; children: ReactNode }) {
  const { id, title, body, children } = props;
  return (
    <Card as="section" hasPadding labelledBy={id}>
      <h2 id={id} className="text-heading">
        {title}
      </h2>
      <p className="mt-1 mb-3 text-body text-text-muted">{body}</p>
      {children}
    </Card>
  );
}

function NetworkFields({ form, ownAddress }: { form: AccessForm; ownAddress: string | null }) {
  const { settings } = useMessages();
  const { access } = settings;
  const add = () => {
    const lines = form.ranges.split("\n").flatMap((line) => line.trim() || []);
    form.typeRanges([...new Set([...lines, ownAddress])].join("\n"));
  };
  return (
    <>
      <TextField
        label={access.ranges}
        hint={access.rangesHint}
        error={form.problems.ranges}
        value={form.ranges}
        onChange={form.typeRanges}
        rows={4}
        isMono
      />
      <p className="mt-3 flex flex-wrap items-center gap-3 text-body">
        {ownAddress === null ? access.ownUnknown : access.own(ownAddress)}
        {ownAddress !== null && <Button onPress={add}>{access.addOwn}</Button>}
      </p>
    </>
  );
}
