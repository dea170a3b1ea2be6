"use client";

import { ChevronRight } from "lucide-react";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { formatCount } from "../format-office";
import { type Fact, FactList } from "../sales/fact-list";
import type { AuditEntry } from "./audit-outputs";
import { recordText } from "./record-words";

/** Every sign of an entry and its place in the chain, for who has to prove something. */
export function RawRecord({ entry }: { entry: AuditEntry }) {
  const { officeAudit } = useMessages();
  const locale = useFormatLocale();
  const { sequence } = entry;
  const facts = [
    textFact(officeAudit.action, entry.action),
    textFact(officeAudit.signIn, entry.sessionId),
    textFact(officeAudit.request, entry.requestId),
    textFact(officeAudit.program, entry.userAgent),
    {
      label:
        sequence === null ? officeAudit.older : officeAudit.entry(formatCount(sequence, locale)),
      value: <span className="font-mono text-axis">{entry.hash ?? officeAudit.nothing}</span>,
      isWide: true,
    },
    jsonFact(officeAudit.before, entry.before),
    jsonFact(officeAudit.after, entry.after),
    jsonFact(officeAudit.details, entry.details),
  ];
  return (
    <details className="group">
      <summary className="icon-16 focus-inset flex min-h-11 list-none items-center gap-1.5 rounded-control font-key text-body text-text-muted hover:text-text">
        <ChevronRight
          aria-hidden="true"
          className="transition-transform group-open:rotate-90 rtl:rotate-180"
        />
        {officeAudit.asRecorded}
      </summary>
      <FactList
        facts={facts.filter((fact): fact is Fact => fact !== null)}
        className="!px-0 pt-2"
      />
    </details>
  );
}

function textFact(label: string, value: string | null): Fact | null {
  return value === null ? null : { label, value, isWide: value.length > 48 };
}

function jsonFact(label: string, value: unknown): Fact | null {
  const text = recordText(value);
  if (text === null) return null;
  return {
    label,
    value: <pre className="whitespace-pre-wrap font-mono text-axis">{text}</pre>,
    isWide: text.length > 200,
  };
}
