import { useFormatLocale, useMessages } from "../../messages/use-messages";
import type { RecordFrame } from "./record-words";

/** What the page knows that turns codes and ids of records into words. */
export type TrailNames = {
  readonly timezone: string;
  readonly currency: string;
  readonly stores: readonly { readonly id: string; readonly name: string }[];
  readonly roles: readonly { readonly code: string; readonly name: string | null }[];
};

export function useRecordFrame({ timezone, currency, stores, roles }: TrailNames): RecordFrame {
  const messages = useMessages();
  const locale = useFormatLocale();
  return {
    messages,
    locale,
    timezone,
    currency,
    storeNames: new Map(stores.map(({ id, name }) => [id, name])),
    roleNames: new Map(roles.flatMap(({ code, name }) => (name === null ? [] : [[code, name]]))),
  };
}
