"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { assert } from "../../core/assert";
import type { Language } from "./languages";
import type { Messages } from "./messages";

/** A surface brings its own texts; those of the others stay away. */
export type SurfaceMessages = Pick<Messages, "ui" | "errors"> & Partial<Messages>;

type MessagesValue = { language: Language; locale: string; messages: SurfaceMessages | null };

const MessagesContext = createContext<MessagesValue>({
  language: "en",
  locale: "en-KE",
  messages: null,
});

export type TextsProviderProps = {
  language: Language;
  messages: SurfaceMessages;
  /** The store's BCP 47 locale for money, numbers and dates. */
  locale?: string;
  children: ReactNode;
};

const DEFAULT_LOCALES: Record<Language, string> = { en: "en-KE", sw: "sw-KE" };

export function TextsProvider({ language, messages, locale, children }: TextsProviderProps) {
  const formatLocale = locale ?? DEFAULT_LOCALES[language];
  const value = useMemo(
    () => ({ language, locale: formatLocale, messages }),
    [language, formatLocale, messages],
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

/** The texts of the surface that this stands on; office and till never hold each other's parts. */
export function useMessages(): Messages {
  const { messages } = useContext(MessagesContext);
  assert(messages !== null, "this must stand inside a provider of messages");
  return messages as Messages;
}

export function useLanguage(): Language {
  return useContext(MessagesContext).language;
}

/** Locale of money, numbers and dates. */
export function useFormatLocale(): string {
  return useContext(MessagesContext).locale;
}
