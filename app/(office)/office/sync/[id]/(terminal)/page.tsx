import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../../components/messages/languages";
import { messagesFor } from "../../../../../../components/messages/messages";
import { terminalHref } from "../../../../../../components/office/sync/sync-address";
import { TerminalScreen } from "../../../../../../components/office/sync/terminal-screen";
import { isNotFound, officeCaller } from "../../../../../../server/trpc/caller";

type TerminalPageProps = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).officeSync.till };
}

export default async function TerminalPage({ params }: TerminalPageProps) {
  const { id: terminalId } = await params;
  const caller = await officeCaller(terminalHref(encodeURIComponent(terminalId)));
  const [me, state, aside, deviations, closedGaps] = await Promise.all([
    caller.session.me(),
    caller.sync.state(),
    caller.sync.aside({ terminalId }),
    caller.sync.deviations({ terminalId }),
    caller.sync.closedGaps({ terminalId }),
  ]).catch((error) => {
    if (isNotFound(error)) notFound();
    throw error;
  });
  return (
    <TerminalScreen
      terminalId={terminalId}
      state={state}
      aside={aside}
      deviations={deviations}
      closedGaps={closedGaps.items}
      mayManage={me.permissions.includes("sync.manage")}
    />
  );
}
