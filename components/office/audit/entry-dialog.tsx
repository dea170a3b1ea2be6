"use client";

import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { Dialog } from "../../ui/dialog";
import { TextLink } from "../../ui/text-link";
import { formatCount, formatMoment } from "../format-office";
import { type Fact, FactList } from "../sales/fact-list";
import { ScrollPane } from "../scroll-pane";
import type { AuditEntry } from "./audit-outputs";
import { subjectHref, useEntryWords } from "./use-entry-words";

export type EntryDialogProps = {
  entry: AuditEntry | null;
  timezone: string;
  onClose: () => void;
};

/** All of one entry: what changed, from where, and its place in the chain. */
export function EntryDialog({ entry, timezone, onClose }: EntryDialogProps) {
  const { officeAudit } = useMessages();
  const locale = useFormatLocale();
  const words = useEntryWords();
  return (
    <Dialog
      isOpen={entry !== null}
      onClose={onClose}
      width="wide"
      title={entry === null ? officeAudit.title : words.act(entry.action)}
      description={entry && formatMoment(entry.at, timezone, locale)}
    >
      {entry !== null && (
        <ScrollPane label={officeAudit.details}>
          <EntryFacts entry={entry} />
        </ScrollPane>
      )}
    </Dialog>
  );
}

function EntryFacts({ entry }: { entry: AuditEntry }) {
  const { officeAudit } = useMessages();
  const locale = useFormatLocale();
  const words = useEntryWords();
  const href = subjectHref(entry);
  const { subject, sequence } = entry;
  const role = words.role(entry);
  const facts: (Fact | null)[] = [
    { label: officeAudit.who, value: [words.who(entry), role].filter(Boolean).join(", ") },
    subject && {
      label: officeAudit.to,
      value: href === null ? subject.name : <TextLink href={href}>{subject.name}</TextLink>,
    },
    jsonFact(officeAudit.before, entry.before),
    jsonFact(officeAudit.after, entry.after),
    jsonFact(officeAudit.details, entry.details),
    textFact(officeAudit.address, entry.ip),
    textFact(officeAudit.program, entry.userAgent),
    textFact(officeAudit.signIn, entry.sessionId),
    textFact(officeAudit.request, entry.requestId),
    textFact(officeAudit.action, entry.action),
    {
      label:
        sequence === null ? officeAudit.older : officeAudit.entry(formatCount(sequence, locale)),
      value: <span className="text-small">{entry.hash ?? officeAudit.nothing}</span>,
      isWide: true,
    },
  ];
  return (
    <FactList
      facts={facts.filter((fact): fact is Fact => fact !== null)}
      className="px-0 sm:px-0"
    />
  );
}

function textFact(label: string, value: string | null): Fact | null {
  return value === null ? null : { label, value };
}

function jsonFact(label: string, value: unknown): Fact | null {
  const isEmpty = typeof value !== "object" || value === null || Object.keys(value).length === 0;
  if (isEmpty) return null;
  const text = JSON.stringify(value, null, 1);
  return {
    label,
    value: <pre className="whitespace-pre-wrap font-mono text-small">{text}</pre>,
    isWide: text.length > 200,
  };
}
