"use client";

import { useMessages } from "../../messages/use-messages";
import type { AuditEntry } from "./audit-outputs";
import { fieldWords, type RecordFrame, valueWords } from "./record-words";
import { changedFields, listChange, type RecordedField } from "./recorded-fields";

export type RecordedChangesProps = { entry: AuditEntry; frame: RecordFrame };

/** What an act changed, part by part, as it was and as it is. */
export function RecordedChanges({ entry, frame }: RecordedChangesProps) {
  const { officeAudit } = useMessages();
  const fields = changedFields(entry);
  if (fields.length === 0) return null;
  const isMade = fields.every(({ before }) => before === undefined);
  const isGone = fields.every(({ after }) => after === undefined);
  const title = isMade ? officeAudit.made : isGone ? officeAudit.gone : officeAudit.changes;
  return (
    <section aria-labelledby="recorded-changes">
      <h3 id="recorded-changes" className="mb-1 text-heading">
        {title}
      </h3>
      <dl className="divide-y divide-border border-border border-y">
        {fields.map((field) => (
          <ChangedField key={field.path.join("/")} field={field} frame={frame} />
        ))}
      </dl>
    </section>
  );
}

type FieldProps = { field: RecordedField; frame: RecordFrame };

function ChangedField({ field, frame }: FieldProps) {
  return (
    <div className="grid gap-x-4 gap-y-1 py-2.5 sm:grid-cols-[minmax(0,2fr)_minmax(0,5fr)]">
      <dt className="text-body text-text-muted">{fieldWords(field.path, frame)}</dt>
      <dd className="wrap-anywhere min-w-0 text-body">
        <FieldValues field={field} frame={frame} />
      </dd>
    </div>
  );
}

function FieldValues({ field, frame }: FieldProps) {
  const { officeAudit } = useMessages();
  const { fields } = officeAudit;
  const name = field.path.at(-1) ?? "";
  const words = (value: unknown) => valueWords(name, value, frame);
  const lists = listChange(field);
  if (lists !== undefined) {
    const { added, removed } = lists;
    return (
      <Lines
        lines={[
          ...(added.length > 0 ? words(added).map(fields.added) : []),
          ...(removed.length > 0 ? words(removed).map(fields.removed) : []),
        ]}
      />
    );
  }
  const { before, after } = field;
  if (before === undefined || after === undefined)
    return <Lines lines={words(before === undefined ? after : before)} />;
  return (
    <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
      <Side label={officeAudit.before} lines={words(before)} isPast />
      <Side label={officeAudit.after} lines={words(after)} />
    </div>
  );
}

function Side({
  label,
  lines,
  isPast,
}: {
  label: string;
  lines: readonly string[];
  isPast?: boolean;
}) {
  return (
    <div className={isPast ? "text-text-muted" : "font-medium"}>
      <span className="block font-regular text-small text-text-muted">{label}</span>
      <Lines lines={lines} />
    </div>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return lines.map((line) => (
    <span key={line} className="block">
      {line}
    </span>
  ));
}
