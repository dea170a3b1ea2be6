"use client";

import { UserRoundX, Users } from "lucide-react";
import { useMemo, useState } from "react";
import type { CustomerView } from "../../till/react/till-state";
import { useTillCommands, useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import { EmptyState } from "../ui/empty-state";
import { PanelFrame } from "./panel-frame";
import { PanelSearch } from "./panel-search";
import { PickRow } from "./pick-row";
import { useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";
import { usePick } from "./use-pick";

const SHOWN = 30;

function CustomerFacts({ customer }: { customer: CustomerView }) {
  const { tillCounter } = useMessages();
  return (
    <>
      <Avatar name={customer.name} size="till" />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="truncate text-till">{customer.name}</span>
        <span className="truncate text-text-muted text-till-small">
          {[customer.code, customer.phone].filter(Boolean).join(" · ")}
        </span>
      </span>
      {customer.isTaxExempt && (
        <Badge tone="accent" size="till">
          {tillCounter.customerExempt}
        </Badge>
      )}
    </>
  );
}

/** Who is served now, and what that does to the prices of this sale. */
function Attached({ customer, onDetach }: { customer: CustomerView; onDetach: () => void }) {
  const { tillCounter } = useMessages();
  return (
    <section className="mb-3 flex flex-col gap-3 rounded-card border border-border p-4">
      <div className="flex items-center gap-3">
        <CustomerFacts customer={customer} />
      </div>
      <TillButton
        size="till"
        icon={<UserRoundX aria-hidden="true" />}
        onPress={onDetach}
        isFullWidth
      >
        {tillCounter.customerDetach}
      </TillButton>
    </section>
  );
}

export type CustomerPanelProps = {
  onClose: () => void;
  /** The panel that asked for a customer and goes on with it. */
  cameFrom: string | null;
};

function useAttach({ onClose, cameFrom }: CustomerPanelProps) {
  const { attachCustomer, searchCustomers } = useTillCommands();
  const { openPanel } = useSellPanel();
  const [text, setText] = useState("");
  const found = useMemo(() => searchCustomers(text, SHOWN), [searchCustomers, text]);
  const attach = (customerId: string | null) => {
    attachCustomer(customerId);
    if (cameFrom === "deposit") {
      openPanel("deposit");
    } else {
      onClose();
    }
  };
  return { text, setText, found, attach };
}

/** Found by any part of name, phone or code; a customer's card does the same without this panel. */
export function CustomerPanel(props: CustomerPanelProps) {
  const { tillCounter } = useMessages();
  const attached = useTillSelector(({ cart }) => cart.customer);
  const { text, setText, found, attach } = useAttach(props);
  const { current, step } = usePick(found, ({ customerId }) => customerId);
  const submit = () => current && attach(current.customerId);
  return (
    <PanelFrame
      title={tillCounter.customerTitle}
      onClose={props.onClose}
      isFlush
      layer={{ keys: { enter: submit, arrowdown: () => step(1), arrowup: () => step(-1) } }}
    >
      <div className="px-6 pb-3 max-md:px-4">
        {attached && <Attached customer={attached} onDetach={() => attach(null)} />}
        <PanelSearch
          label={tillCounter.customerFind}
          placeholder={tillCounter.customerFindHint}
          text={text}
          onChange={setText}
          onStep={step}
          onSubmit={submit}
        />
        <p className="pt-2 text-statement text-text-muted">{tillCounter.customerScan}</p>
      </div>
      {found.length === 0 ? (
        <EmptyState icon={<Users />} title={tillCounter.customerNoMatch(text)}>
          {tillCounter.customerNoMatchBody}
        </EmptyState>
      ) : (
        <ul aria-label={tillCounter.customerList} className="border-border border-t">
          {found.map((customer) => (
            <PickRow
              key={customer.customerId}
              isCurrent={customer.customerId === current?.customerId}
              name={[customer.name, customer.code, customer.phone].filter(Boolean).join(", ")}
              onPress={() => attach(customer.customerId)}
            >
              <CustomerFacts customer={customer} />
            </PickRow>
          ))}
        </ul>
      )}
    </PanelFrame>
  );
}
