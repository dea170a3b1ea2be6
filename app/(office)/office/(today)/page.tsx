import type { Metadata } from "next";
import { cookies } from "next/headers";
import { Suspense } from "react";
import { LANGUAGE_COOKIE, languageOf } from "../../../../components/messages/languages";
import { messagesFor } from "../../../../components/messages/messages";
import { NoFigures } from "../../../../components/office/today/no-figures";
import { TodayScreen } from "../../../../components/office/today/today-screen";
import { TodaySkeleton } from "../../../../components/office/today/today-skeleton";
import { officeCaller } from "../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).office.today };
}

/** Who asks is settled before the first byte; the figures follow their empty boxes. */
export default async function TodayPage(props: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { store } = await props.searchParams;
  const code = typeof store === "string" ? store : null;
  const query = code === null ? "" : `?${new URLSearchParams({ store: code })}`;
  const caller = await officeCaller(`/office${query}`);
  return (
    <Suspense fallback={<TodaySkeleton />}>
      <TodayFigures caller={caller} code={code} />
    </Suspense>
  );
}

type TodayFiguresProps = {
  caller: Awaited<ReturnType<typeof officeCaller>>;
  code: string | null;
};

async function TodayFigures({ caller, code }: TodayFiguresProps) {
  const [me, stores] = await Promise.all([caller.session.me(), caller.stores.list()]);
  if (!me.permissions.includes("report.read")) return <NoFigures />;
  const store = stores.items.find((candidate) => candidate.code === code) ?? null;
  const initial = await caller.reports.today(store === null ? {} : { storeId: store.id });
  return <TodayScreen stores={stores.items} store={store} initial={initial} />;
}
