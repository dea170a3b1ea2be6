import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import {
  parseSyncAddress,
  type SyncAddress,
  syncHref,
} from "../../../../../components/office/sync/sync-address";
import {
  SyncScreen,
  type SyncSectionData,
} from "../../../../../components/office/sync/sync-screen";
import { SyncSkeleton } from "../../../../../components/office/sync/sync-skeleton";
import { officeCaller } from "../../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).officeSync.title };
}

export default async function SyncPage(props: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const address = parseSyncAddress(await props.searchParams);
  const caller = await officeCaller(syncHref(address));
  return (
    <Suspense fallback={<SyncSkeleton />}>
      <Sync caller={caller} address={address} />
    </Suspense>
  );
}

type Caller = Awaited<ReturnType<typeof officeCaller>>;

async function Sync({ caller, address }: { caller: Caller; address: SyncAddress }) {
  const { section, cursor } = address;
  const [me, initial, data] = await Promise.all([
    caller.session.me(),
    caller.sync.state(),
    loadSection(caller, address).catch((error) => {
      // A shared address may name a page that never was; the first one always is.
      if (cursor !== undefined) redirect(syncHref({ section }));
      throw error;
    }),
  ]);
  const mayManage = me.permissions.includes("sync.manage");
  return <SyncScreen address={address} initial={initial} data={data} mayManage={mayManage} />;
}

async function loadSection(
  caller: Caller,
  { section, cursor }: SyncAddress,
): Promise<SyncSectionData> {
  const from = cursor === undefined ? {} : { cursor };
  switch (section) {
    case "aside":
      return { section, page: await caller.sync.aside(from) };
    case "conflicts":
      return { section, page: await caller.sync.deviations(from) };
    case "late":
      return { section, page: await caller.sync.late(from) };
    default:
      return { section };
  }
}
