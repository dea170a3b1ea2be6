"use client";

import { useMessages } from "../../messages/use-messages";
import { Dialog } from "../../ui/dialog";
import { TextLink } from "../../ui/text-link";
import { formatMoment } from "../format-office";
import { type Fact, FactList } from "../sales/fact-list";
import { ScrollPane } from "../scroll-pane";
import type { AuditEntry } from "./audit-outputs";
import { RawRecord } from "./raw-record";
import { fieldWords, type RecordFrame, valueWords } from "./record-words";
import { RecordedChanges } from "./recorded-changes";
import { notedFields } from "./recorded-fields";
import { subjectHref, useEntryWords } from "./use-entry-words";

export type EntryDialogProps = {
  entry: AuditEntry | null;
  frame: RecordFrame;
  onClose: () => void;
};

/** All of one entry: what changed, from where, and its place in the chain. */
export function EntryDialog({ entry, frame, onClose }: EntryDialogProps) {
  const { officeAudit } = useMessages();
  const words = useEntryWords();
  return (
    <Dialog
      isOpen={entry !== null}
      onClose={onClose}
      width="wide"
      title={entry === null ? officeAudit.title : words.act(entry.action)}
      description={entry && formatMoment(entry.at, frame.timezone, frame.locale)}
    >
      {entry !== null && (
        <ScrollPane label={officeAudit.details}>
          <EntryFacts entry={entry} frame={frame} />
          <RecordedChanges entry={entry} frame={frame} />
          <RawRecord entry={entry} />
        </ScrollPane>
      )}
    </Dialog>
  );
}

function EntryFacts({ entry, frame }: { entry: AuditEntry; frame: RecordFrame }) {
  const { officeAudit } = useMessages();
  const words = useEntryWords();
  const href = subjectHref(entry);
  const about = words.about(entry);
  const from = words.from(entry);
  const facts: (Fact | null)[] = [
    {
      label: officeAudit.who,
      value: [words.who(entry), words.role(entry)].filter(Boolean).join(", "),
    },
    about === null
      ? null
      : {
          label: officeAudit.to,
          value: href === null ? about : <TextLink href={href}>{about}</TextLink>,
        },
    from === null ? null : { label: officeAudit.from, value: from },
    ...notedFields(entry.details)
      .map(({ path, after }) => ({
        label: fieldWords(path, frame),
        value: valueWords(path.at(-1) ?? "", after, frame).join(", "),
      }))
      // Some records note once more what they are about.
      .filter(({ value }) => value !== about),
  ];
  return <FactList facts={facts.filter((fact): fact is Fact => fact !== null)} className="!px-0" />;
}
