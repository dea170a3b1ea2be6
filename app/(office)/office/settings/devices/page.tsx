import type { Metadata } from "next";
import { cookies } from "next/headers";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import { DevicesScreen } from "../../../../../components/office/settings/devices/devices-screen";
import { settingsCaller } from "../../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).settings.devices.title };
}

export default async function DevicesPage() {
  const { caller, me, stores } = await settingsCaller("/office/settings/devices", "sync.read");
  const initial = await caller.terminals.list();
  const mayGiveBadges = me.permissions.includes("staff.write");
  const people = mayGiveBadges ? (await caller.people.list({})).items : null;
  return (
    <DevicesScreen
      people={people}
      initial={initial}
      stores={stores}
      mayEnrol={me.permissions.includes("terminal.enrol")}
      mayRevoke={me.permissions.includes("sync.manage")}
    />
  );
}
