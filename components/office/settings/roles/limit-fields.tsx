"use client";

import { useMessages } from "../../../messages/use-messages";
import { MoneyInput } from "../../../money/money-input";
import { TextField } from "../../../ui/text-field";
import {
  AMOUNT_LIMITS,
  type LimitKey,
  PERCENT_LIMITS,
  type RoleDraft,
  readPercentPpm,
} from "./role-draft";

export type LimitFieldsProps = {
  draft: RoleDraft;
  currency: string;
  isDisabled: boolean;
  onChange: (draft: RoleDraft) => void;
};

/** How far a role's permissions reach; an empty amount is without end. */
export function LimitFields({ draft, currency, isDisabled, onChange }: LimitFieldsProps) {
  const { roles } = useMessages().settings;
  const { limitTexts } = draft;
  const change = (key: LimitKey) => (text: string) =>
    onChange({ ...draft, limitTexts: { ...limitTexts, [key]: text } });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {PERCENT_LIMITS.map((key) => (
        <TextField
          key={key}
          label={roles.limit[key]}
          value={limitTexts[key]}
          onChange={change(key)}
          error={readPercentPpm(limitTexts[key]) === null ? roles.percentWrong : undefined}
          inputMode="decimal"
          autoComplete="off"
          suffix="%"
          isDisabled={isDisabled}
          className="[&_input]:text-end [&_input]:tabular-nums"
        />
      ))}
      {AMOUNT_LIMITS.map((key) => (
        <MoneyInput
          key={key}
          label={roles.limit[key]}
          hint={roles.anyHint}
          currency={currency}
          value={limitTexts[key]}
          onChange={change(key)}
          placeholder={roles.any}
          isDisabled={isDisabled}
        />
      ))}
    </div>
  );
}
