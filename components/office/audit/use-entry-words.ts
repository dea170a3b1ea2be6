import { useMessages } from "../../messages/use-messages";
import type { AuditEntry } from "./audit-outputs";

/** What an entry says, in the words of the reader. */
export function useEntryWords() {
  const { office, officeAudit } = useMessages();
  return {
    act: (action: string) => officeAudit.act[action] ?? action,
    who: ({ actorKind, actorName }: AuditEntry) =>
      actorKind === "system" ? officeAudit.system : (actorName ?? officeAudit.somebody),
    role: ({ actorKind, actorRole }: AuditEntry) => {
      if (actorKind === "terminal") return officeAudit.device;
      return actorRole === null ? undefined : (office.role[actorRole] ?? actorRole);
    },
  };
}

/** The page of what an entry is about, where there is one. */
export function subjectHref({ subject }: AuditEntry): string | null {
  if (subject?.kind === "sale") return `/office/sales/${subject.id}`;
  return subject?.kind === "terminal" ? `/office/sync/${subject.id}` : null;
}
