"use client";

import { type ReactNode, useMemo } from "react";
import { tillCounterEn } from "../messages/till-counter-en";
import { tillPayEn } from "../messages/till-pay-en";
import { TextsProvider, useFormatLocale, useLanguage, useMessages } from "../messages/use-messages";

const ENGLISH = { tillCounter: tillCounterEn, tillPay: tillPayEn };

/** What nothing says before the sale does comes with its screen; other languages come whole. */
export function SellTexts({ children }: { children: ReactNode }) {
  const language = useLanguage();
  const locale = useFormatLocale();
  const outer = useMessages();
  const messages = useMemo(
    () => (language === "en" ? { ...outer, ...ENGLISH } : outer),
    [language, outer],
  );
  return (
    <TextsProvider language={language} locale={locale} messages={messages}>
      {children}
    </TextsProvider>
  );
}
