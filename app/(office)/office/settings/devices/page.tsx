import type { Metadata } from "next";
import { cookies } from "next/headers";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import { DevicesScreen } from "../../../../../components/office/settings/devices/devices-screen";
import { officeCaller } from "../../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).settings.devices.title };
}

export default async function DevicesPage() {
  const caller = await officeCaller("/office/settings/devices");
  const [me, initial, stores] = await Promise.all([
    caller.session.me(),
    caller.terminals.list(),
    caller.stores.list(),
  ]);
  const mayGiveBadges = me.permissions.includes("staff.write");
  const people = mayGiveBadges ? (await caller.people.list({})).items : null;
  return (
    <DevicesScreen
      people={people}
      initial={initial}
      stores={stores.items}
      mayEnrol={me.permissions.includes("terminal.enrol")}
      mayRevoke={me.permissions.includes("sync.manage")}
    />
  );
}
