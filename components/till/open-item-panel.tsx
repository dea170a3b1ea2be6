"use client";

import { useState } from "react";
import { currencyExponent } from "../../core/money/currency";
import { useTillCommands, useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { RadioChips } from "../ui/radio-chips";
import { TextField } from "../ui/text-field";
import { NumberEntry, numberLayer } from "./number-entry";
import { PanelFrame } from "./panel-frame";
import { storeOf } from "./till-place";
import { typedMinor } from "./typed-money";
import { useAct } from "./use-act";
import { useFigures } from "./use-figures";
import { useTypedNumber } from "./use-typed-number";

const NO_GROUPS: readonly { code: string; name: string }[] = [];

/** Something without a product, sold by hand so that the queue moves on. */
export function OpenItemPanel({ onClose }: { onClose: () => void }) {
  const { till } = useMessages();
  const { currency } = useFigures();
  const { addOpenItem } = useTillCommands();
  const { act, text } = useAct(onClose);
  const code = useTillSelector(({ cart }) => cart.unknownScan?.code ?? null);
  const groups = useTillSelector((snapshot) => storeOf(snapshot.till)?.taxGroups ?? NO_GROUPS);
  const decimals = currencyExponent(currency);
  const typed = useTypedNumber(decimals);
  const [name, setName] = useState("");
  const [group, setGroup] = useState(groups[0]?.code ?? "");
  const unitPriceMinor = typedMinor(typed.text, currency);
  const canConfirm = unitPriceMinor > 0;
  const confirm = () => {
    if (canConfirm) {
      act(() =>
        addOpenItem({
          name: name.trim() || till.openItemDefault,
          unitPriceMinor,
          taxGroupCode: group,
          ...(code !== null && { code }),
        }),
      );
    }
  };
  return (
    <PanelFrame title={till.openItemTitle} onClose={onClose} layer={numberLayer(typed, confirm)}>
      <div className="flex flex-col gap-3 pb-3">
        <TextField
          size="till"
          label={till.openItemName}
          placeholder={till.openItemDefault}
          {...(code !== null && { hint: till.openItemHint(code) })}
          value={name}
          onChange={setName}
          maxLength={80}
          autoComplete="off"
        />
        {groups.length > 1 && (
          <RadioChips
            label={till.openItemTax}
            isLabelHidden
            options={groups.map(({ code: value, name: label }) => ({ value, label }))}
            value={group}
            onChange={setGroup}
          />
        )}
      </div>
      <NumberEntry
        label={till.openItemPrice}
        hasNote={text !== null}
        error={text}
        typed={typed}
        decimals={decimals}
        prefix={currency}
        confirm={till.weightConfirm}
        canConfirm={canConfirm}
        onConfirm={confirm}
      />
    </PanelFrame>
  );
}
