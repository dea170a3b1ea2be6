"use client";

import type { Language } from "./languages";
import { messagesFor } from "./messages";
import { TextsProvider, type TextsProviderProps } from "./use-messages";

export type MessagesProviderProps = Omit<TextsProviderProps, "messages"> & { language: Language };

/** Every text in every language at hand; the till brings its own, because it counts each byte. */
export function MessagesProvider(props: MessagesProviderProps) {
  return <TextsProvider {...props} messages={messagesFor(props.language)} />;
}
