import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../../components/messages/languages";
import { messagesFor } from "../../../../../../components/messages/messages";
import { AsideScreen } from "../../../../../../components/office/sync/aside-screen";
import { isNotFound, officeCaller } from "../../../../../../server/trpc/caller";

type AsidePageProps = { params: Promise<{ id: string; sequence: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).officeSync.aside };
}

export default async function AsidePage({ params }: AsidePageProps) {
  const { id: terminalId, sequence } = await params;
  const path = [terminalId, sequence].map(encodeURIComponent).join("/");
  const caller = await officeCaller(`/office/sync/${path}`);
  const [me, event] = await Promise.all([
    caller.session.me(),
    caller.sync.asideEvent({ terminalId, sequence: Number(sequence) }),
  ]).catch((error) => {
    if (isNotFound(error)) notFound();
    throw error;
  });
  return <AsideScreen initial={event} mayManage={me.permissions.includes("sync.manage")} />;
}
