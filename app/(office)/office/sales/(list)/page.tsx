import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import {
  parseSalesAddress,
  type SalesAddress,
  salesHref,
} from "../../../../../components/office/sales/sales-address";
import { salesInput } from "../../../../../components/office/sales/sales-input";
import { SalesScreen } from "../../../../../components/office/sales/sales-screen";
import { SalesSkeleton } from "../../../../../components/office/sales/sales-skeleton";
import { officeCaller } from "../../../../../server/trpc/caller";

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).office.sales };
}

export default async function SalesPage(props: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const address = parseSalesAddress(await props.searchParams);
  const caller = await officeCaller(salesHref(address));
  return (
    <Suspense fallback={<SalesSkeleton />}>
      <SalesList caller={caller} address={address} />
    </Suspense>
  );
}

type SalesListProps = {
  caller: Awaited<ReturnType<typeof officeCaller>>;
  address: SalesAddress;
};

async function SalesList({ caller, address }: SalesListProps) {
  const stores = await caller.stores.list();
  const { cursor, direction: _direction, ...filters } = address;
  const initial = await caller.sales.list(salesInput(address, stores.items)).catch((error) => {
    // A shared address may name a page that never was; the first one always is.
    if (cursor !== undefined) redirect(salesHref(filters));
    throw error;
  });
  return <SalesScreen stores={stores.items} address={address} initial={initial} />;
}
