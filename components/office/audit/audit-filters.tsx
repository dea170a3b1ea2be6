"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useMessages } from "../../messages/use-messages";
import { Button } from "../../ui/button";
import { Select } from "../../ui/select";
import { Spinner } from "../../ui/spinner";
import { PeriodFilter } from "../sales/period-filter";
import { type AuditAddress, auditHref } from "./audit-address";
import type { TrailFacts } from "./audit-outputs";
import { useEntryWords } from "./use-entry-words";

const ANY = "any";

export type AuditFiltersProps = { facts: TrailFacts; address: AuditAddress; timezone: string };

/** Every choice is an address: it can be shared, and Back takes it away again. */
export function AuditFilters({ facts, address, timezone }: AuditFiltersProps) {
  const { office, officeAudit, ui } = useMessages();
  const words = useEntryWords();
  const router = useRouter();
  const [isLeaving, startLeaving] = useTransition();
  const go = (next: AuditAddress) => startLeaving(() => router.push(auditHref(next)));
  const { who, action, from, until, ...rest } = address;
  const chosen = {
    ...(who !== undefined && { who }),
    ...(action !== undefined && { action }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  };
  // A shared address may name an act that nobody has done here.
  const acts = [...new Set([...facts.actions, ...(action === undefined ? [] : [action])])]
    .map((value) => ({ value, label: words.act(value) }))
    .sort((left, right) => left.label.localeCompare(right.label));
  return (
    <search
      aria-label={officeAudit.filters}
      className="mb-3 flex flex-wrap items-center gap-2 max-sm:[&>*]:grow"
    >
      <Select
        label={officeAudit.who}
        isLabelHidden
        size="office"
        className="min-w-40"
        options={[
          { value: ANY, label: officeAudit.anybody },
          ...facts.actors.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={who ?? ANY}
        onChange={(id) =>
          go({ ...rest, ...without(chosen, "who"), ...(id !== ANY && { who: id }) })
        }
      />
      <Select
        label={officeAudit.what}
        isLabelHidden
        size="office"
        className="min-w-52"
        options={[{ value: ANY, label: officeAudit.anything }, ...acts]}
        value={action ?? ANY}
        onChange={(code) =>
          go({ ...rest, ...without(chosen, "action"), ...(code !== ANY && { action: code }) })
        }
      />
      <PeriodFilter
        from={from}
        to={until}
        timezone={timezone}
        onChange={(period) =>
          go({
            ...rest,
            ...without(without(chosen, "from"), "until"),
            ...(period.from !== undefined && { from: period.from }),
            ...(period.to !== undefined && { until: period.to }),
          })
        }
      />
      {Object.keys(address).length > 0 && (
        <Button kind="quiet" icon={<X />} onPress={() => go({})}>
          {office.clearFilters}
        </Button>
      )}
      {isLeaving && <Spinner label={ui.loading} />}
    </search>
  );
}

function without(address: AuditAddress, name: keyof AuditAddress): AuditAddress {
  const { [name]: _, ...rest } = address;
  return rest;
}
