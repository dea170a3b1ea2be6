"use client";

import { useId } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Checkbox } from "../../../ui/checkbox";
import { Select } from "../../../ui/select";
import { TextField } from "../../../ui/text-field";
import { timezoneOptions } from "../timezone-options";
import type { TypedDay } from "./hours-form";

export type HoursFieldsProps = {
  form: {
    readonly timezone: string;
    readonly setTimezone: (timezone: string) => void;
    readonly days: readonly TypedDay[];
    readonly setDays: (days: readonly TypedDay[]) => void;
    /** Places in the week of the days whose times say nothing. */
    readonly wrongDays: readonly number[];
  };
};

/** A week of the business, by its own clock. */
export function HoursFields({ form }: HoursFieldsProps) {
  const { settings } = useMessages();
  const { access } = settings;
  const change = (at: number, part: Partial<TypedDay>) =>
    form.setDays(form.days.map((day, index) => (index === at ? { ...day, ...part } : day)));
  return (
    <div className="mt-4 flex flex-col gap-3">
      <Select
        label={access.timezone}
        options={timezoneOptions(form.timezone)}
        value={form.timezone}
        onChange={form.setTimezone}
        className="max-w-80"
      />
      <ul className="flex flex-col gap-2">
        {form.days.map((day, at) => (
          <DayRow
            key={access.days[at]}
            name={access.days[at] ?? ""}
            day={day}
            isWrong={form.wrongDays.includes(at)}
            onChange={(part) => change(at, part)}
          />
        ))}
      </ul>
      <p className="text-small text-text-muted">{access.overnight}</p>
      <p role="status" className="text-body text-warning empty:hidden">
        {form.days.every(({ isOpen }) => !isOpen) && access.neverOpen}
      </p>
    </div>
  );
}

function DayRow(props: {
  name: string;
  day: TypedDay;
  isWrong: boolean;
  onChange: (part: Partial<TypedDay>) => void;
}) {
  const { settings } = useMessages();
  const { access } = settings;
  const { name, day, isWrong, onChange } = props;
  const problemId = useId();
  const time = (label: string, value: string, take: (text: string) => void) => (
    <TextField
      label={label}
      isLabelHidden
      type="time"
      size="office"
      value={value}
      onChange={take}
      {...(isWrong && { "aria-describedby": problemId })}
      className="w-32"
    />
  );
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1">
      <Checkbox
        aria-label={access.isOpen(name)}
        isSelected={day.isOpen}
        onChange={(isOpen) => onChange({ isOpen })}
        className="w-36"
      >
        {name}
      </Checkbox>
      {day.isOpen ? (
        <span className="flex items-center gap-2">
          {time(access.opens(name), day.opens, (opens) => onChange({ opens }))}
          <span className="text-body text-text-muted">{access.until}</span>
          {time(access.closes(name), day.closes, (closes) => onChange({ closes }))}
        </span>
      ) : (
        <span className="text-body text-text-muted">{access.closed}</span>
      )}
      {isWrong && (
        <span role="alert" id={problemId} className="text-body text-danger">
          {access.sameTime(name)}
        </span>
      )}
    </li>
  );
}
