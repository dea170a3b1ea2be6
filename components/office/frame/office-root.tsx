"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { RouterProvider } from "react-aria-components";
import type { Language } from "../../messages/languages";
import { MessagesProvider } from "../../messages/messages-provider";
import { ToastRegion } from "../../ui/toast";
import { LiveProvider } from "../live/live-provider";
import { OfficeApiProvider } from "../office-api-provider";
import type { Me } from "../office-outputs";
import { OfficeFrame } from "./office-frame";

export type OfficeRootProps = {
  language: Language;
  /** Null while nobody is signed in: the page then leads to the sign-in. */
  me: Me | null;
  /** Null for who may not see the stores. */
  storeCount: number | null;
  children: ReactNode;
};

/** What every page of the office stands in. */
export function OfficeRoot({ language, me, storeCount, children }: OfficeRootProps) {
  const router = useRouter();
  const locale = me === null ? {} : { locale: `${language}-${me.tenant.country}` };
  return (
    <MessagesProvider language={language} {...locale}>
      <RouterProvider navigate={(path) => router.push(path)}>
        {me === null ? (
          children
        ) : (
          <OfficeApiProvider>
            <LiveProvider>
              <OfficeFrame me={me} storeCount={storeCount}>
                {children}
              </OfficeFrame>
            </LiveProvider>
          </OfficeApiProvider>
        )}
        <ToastRegion />
      </RouterProvider>
    </MessagesProvider>
  );
}
