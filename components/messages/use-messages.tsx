"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import { I18nProvider } from "react-aria-components";
import { type Language, type Messages, messagesFor } from "./messages";

type MessagesValue = { language: Language; locale: string; messages: Messages };

const MessagesContext = createContext<MessagesValue>({
  language: "en",
  locale: "en-KE",
  messages: messagesFor("en"),
});

export type MessagesProviderProps = {
  language: Language;
  /** The store's BCP 47 locale for money, numbers and dates. */
  locale?: string;
  children: ReactNode;
};

const DEFAULT_LOCALES: Record<Language, string> = { en: "en-KE", sw: "sw-KE" };

export function MessagesProvider({ language, locale, children }: MessagesProviderProps) {
  const formatLocale = locale ?? DEFAULT_LOCALES[language];
  const value = useMemo(
    () => ({ language, locale: formatLocale, messages: messagesFor(language) }),
    [language, formatLocale],
  );
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <MessagesContext value={value}>
      <I18nProvider locale={formatLocale}>{children}</I18nProvider>
    </MessagesContext>
  );
}

export function useMessages(): Messages {
  return useContext(MessagesContext).messages;
}

export function useLanguage(): Language {
  return useContext(MessagesContext).language;
}

/** Locale of money, numbers and dates. */
export function useFormatLocale(): string {
  return useContext(MessagesContext).locale;
}
