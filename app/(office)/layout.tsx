import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { LANGUAGE_COOKIE, languageOf } from "../../components/messages/languages";
import { OfficeRoot } from "../../components/office/frame/office-root";
import { findOfficeCaller } from "../../server/trpc/caller";

/** The frame alone: each page asks by itself whether somebody may see it. */
export default async function OfficeLayout({ children }: { children: ReactNode }) {
  const caller = await findOfficeCaller();
  const chosen = (await cookies()).get(LANGUAGE_COOKIE)?.value;
  if (caller === null) {
    return (
      <OfficeRoot language={languageOf(chosen)} me={null} storeCount={0}>
        {children}
      </OfficeRoot>
    );
  }
  const me = await caller.session.me();
  // Who must set up a second factor first may see nothing yet.
  const stores = me.permissions.includes("store.read") ? await caller.stores.list() : null;
  return (
    <OfficeRoot
      language={languageOf(chosen ?? me.language)}
      me={me}
      storeCount={stores?.items.length ?? null}
    >
      {children}
    </OfficeRoot>
  );
}
