import { deviceWordsOf } from "../../../core/access/device-words";
import { useMessages } from "../../messages/use-messages";
import type { AuditEntry } from "./audit-outputs";
import { recordedName } from "./recorded-fields";

/** What an entry says, in the words of the reader. */
export function useEntryWords() {
  const { account, office, officeAudit } = useMessages();
  const deviceOf = (userAgent: string | null) => {
    const { browser, system } = deviceWordsOf(userAgent);
    if (browser === null) return userAgent;
    return system === null ? browser : account.onDevice(browser, system);
  };
  return {
    act: (action: string) => officeAudit.act[action] ?? action,
    who: ({ actorKind, actorName }: AuditEntry) =>
      actorKind === "system" ? officeAudit.system : (actorName ?? officeAudit.somebody),
    role: ({ actorKind, actorRole, actorRoleName }: AuditEntry) => {
      if (actorKind === "terminal") return officeAudit.device;
      if (actorRole === null) return undefined;
      return actorRoleName ?? office.role[actorRole] ?? actorRole;
    },
    /** Null where nothing has a name, and where somebody did it to nobody but themselves. */
    about: (entry: AuditEntry) => {
      const { subject, actorId } = entry;
      if (subject === null) return recordedName(entry) ?? null;
      if (subject.id === actorId) return null;
      return subject.kind === "role" ? (office.role[subject.name] ?? subject.name) : subject.name;
    },
    device: (entry: AuditEntry) => deviceOf(entry.userAgent),
    from: (entry: AuditEntry) =>
      [deviceOf(entry.userAgent), entry.ip].filter(Boolean).join(", ") || null,
  };
}

/** The page of what an entry is about, where there is one. */
export function subjectHref({ subject }: AuditEntry): string | null {
  if (subject?.kind === "sale") return `/office/sales/${subject.id}`;
  return subject?.kind === "terminal" ? `/office/sync/${subject.id}` : null;
}
