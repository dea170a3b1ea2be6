"use client";

import { CalendarDays, ChevronDown } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { Button } from "../../ui/button";
import { Popover } from "../../ui/popover";
import { TextField } from "../../ui/text-field";
import { dayAt, formatDay, shiftDay } from "../format-office";

type Period = { readonly from: string | undefined; readonly to: string | undefined };

export type PeriodFilterProps = Period & {
  /** Whose today it is. */
  timezone: string;
  onChange: (period: Period) => void;
};

export function PeriodFilter({ from, to, timezone, onChange }: PeriodFilterProps) {
  const { office } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  const choose = (period: Period) => {
    setIsOpen(false);
    onChange(period);
  };
  return (
    <Popover
      label={office.period}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      className="w-90"
      trigger={
        <Button icon={<CalendarDays />} iconEnd={<ChevronDown />} isStrongEdge>
          <PeriodWords from={from} to={to} />
        </Button>
      }
    >
      <PeriodPresets timezone={timezone} onChoose={choose} />
      <PeriodForm key={`${from}/${to}`} from={from} to={to} onChoose={choose} />
    </Popover>
  );
}

function PeriodWords({ from, to }: Period) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  if (from === undefined && to === undefined) return office.anyDay;
  if (from === to && from !== undefined) return formatDay(from, locale);
  const side = (day: string | undefined) => (day === undefined ? "\u2026" : formatDay(day, locale));
  return `${side(from)} \u2013 ${side(to)}`;
}

type ChooseProps = { onChoose: (period: Period) => void };

function PeriodPresets({ timezone, onChoose }: ChooseProps & { timezone: string }) {
  const { office } = useMessages();
  const presets: { label: string; days: readonly [number, number] | null }[] = [
    { label: office.anyDay, days: null },
    { label: office.periodToday, days: [0, 0] },
    { label: office.periodYesterday, days: [-1, -1] },
    { label: office.periodWeek, days: [-6, 0] },
    { label: office.periodMonth, days: [-29, 0] },
  ];
  const press = (days: readonly [number, number] | null) => {
    const today = dayAt(new Date(), timezone);
    onChoose(
      days === null
        ? { from: undefined, to: undefined }
        : { from: shiftDay(today, days[0]), to: shiftDay(today, days[1]) },
    );
  };
  return (
    <div className="-mx-2 -mt-2 flex flex-col">
      {presets.map(({ label, days }) => (
        <Button key={label} kind="quiet" className="justify-start" onPress={() => press(days)}>
          {label}
        </Button>
      ))}
    </div>
  );
}

function PeriodForm({ from, to, onChoose }: ChooseProps & Period) {
  const { office } = useMessages();
  const [first, setFirst] = useState(from ?? "");
  const [last, setLast] = useState(to ?? "");
  const isReversed = first !== "" && last !== "" && first > last;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isReversed) return;
    onChoose({
      from: first === "" ? undefined : first,
      to: last === "" ? undefined : last,
    });
  }
  return (
    <form onSubmit={submit} className="mt-2 flex flex-col gap-3 border-border border-t pt-3">
      <div className="grid grid-cols-2 gap-2">
        <TextField
          label={office.from}
          type="date"
          size="office"
          value={first}
          onChange={setFirst}
        />
        <TextField label={office.to} type="date" size="office" value={last} onChange={setLast} />
      </div>
      {isReversed && (
        <p role="alert" className="text-danger text-small">
          {office.daysReversed}
        </p>
      )}
      <Button type="submit" kind="primary" isDisabled={isReversed}>
        {office.apply}
      </Button>
    </form>
  );
}
