"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState, useTransition } from "react";
import type { SaleKind } from "../../../core/sale/sale-document";
import { useMessages } from "../../messages/use-messages";
import { Button } from "../../ui/button";
import { SearchField } from "../../ui/search-field";
import { SegmentedControl } from "../../ui/segmented-control";
import { Select } from "../../ui/select";
import { Spinner } from "../../ui/spinner";
import type { Store } from "../office-outputs";
import { PeriodFilter } from "./period-filter";
import { hasFilters, type SalesAddress, salesHref, TENDERS } from "./sales-address";

const ANY = "any";
const TYPING_MS = 300;

export type SalesFiltersProps = {
  stores: readonly Store[];
  address: Omit<SalesAddress, "cursor" | "direction">;
};

/** Every choice is an address: it can be shared, and Back takes it away again. */
export function SalesFilters({ stores, address }: SalesFiltersProps) {
  const { office, ui } = useMessages();
  const router = useRouter();
  const [isLeaving, startLeaving] = useTransition();
  const go = (change: { [Name in keyof SalesAddress]: SalesAddress[Name] | undefined }) =>
    startLeaving(() => router.push(salesHref({ ...address, ...change } as SalesAddress)));
  return (
    <search aria-label={office.filters} className="mb-3 flex flex-wrap items-center gap-2">
      <ReceiptSearch
        value={address.receipt ?? ""}
        onSearch={(receipt) => go({ receipt: receipt === "" ? undefined : receipt })}
      />
      <SegmentedControl<SaleKind | typeof ANY>
        label={office.kind}
        segments={[
          { value: ANY, label: office.kindAll },
          { value: "sale", label: office.kindSales },
          { value: "refund", label: office.kindRefunds },
          { value: "void", label: office.kindVoids },
        ]}
        value={address.kind ?? ANY}
        onChange={(kind) => go({ kind: kind === ANY ? undefined : kind })}
      />
      <PeriodFilter
        from={address.from}
        to={address.to}
        timezone={stores[0]?.timezone ?? "UTC"}
        onChange={go}
      />
      {stores.length > 1 && (
        <Select
          label={office.store}
          isLabelHidden
          size="office"
          className="min-w-36"
          options={[
            { value: ANY, label: office.allStores },
            ...stores.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          value={address.store ?? ANY}
          onChange={(store) => go({ store: store === ANY ? undefined : store })}
        />
      )}
      <Select
        label={office.tender}
        isLabelHidden
        size="office"
        className="min-w-34"
        options={[
          { value: ANY, label: office.anyTender },
          ...TENDERS.map((value) => ({ value, label: office.method[value] ?? value })),
        ]}
        value={address.tender ?? ANY}
        onChange={(value) => go({ tender: TENDERS.find((tender) => tender === value) })}
      />
      {hasFilters(address) && (
        <Button
          kind="quiet"
          icon={<X />}
          onPress={() => startLeaving(() => router.push(salesHref({})))}
        >
          {office.clearFilters}
        </Button>
      )}
      {isLeaving && <Spinner label={ui.loading} />}
    </search>
  );
}

type ReceiptSearchProps = { value: string; onSearch: (text: string) => void };

/** Searches when the typing rests; the address stays the truth when Back changes it. */
function ReceiptSearch({ value, onSearch }: ReceiptSearchProps) {
  const { office } = useMessages();
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setText(value);
  }
  const search = useEffectEvent(onSearch);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => search(text.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <SearchField
      label={office.findReceipt}
      value={text}
      onChange={setText}
      onSubmit={(submitted) => onSearch(submitted.trim())}
      className="w-full sm:w-auto sm:min-w-44 sm:max-w-64 sm:flex-1"
    />
  );
}
