import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { LANGUAGE_COOKIE, languageOf } from "../../../../../components/messages/languages";
import { messagesFor } from "../../../../../components/messages/messages";
import { SaleScreen } from "../../../../../components/office/sales/sale-screen";
import { isNotFound, officeCaller } from "../../../../../server/trpc/caller";

type SalePageProps = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { title: messagesFor(language).office.sale };
}

export default async function SalePage({ params }: SalePageProps) {
  const { id: saleId } = await params;
  const caller = await officeCaller(`/office/sales/${encodeURIComponent(saleId)}`);
  const [sale, event, receipt] = await Promise.all([
    caller.sales.get({ saleId }),
    caller.sales.event({ saleId }),
    caller.sales.receipt({ saleId }),
  ]).catch((error) => {
    if (isNotFound(error)) notFound();
    throw error;
  });
  return <SaleScreen sale={sale} event={event} receipt={receipt} />;
}
