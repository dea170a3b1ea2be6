"use client";

import { useMessages } from "../../../messages/use-messages";
import { PageHeader } from "../../../ui/page-header";
import type { ApiClients, ApiKeys, Me, Store } from "../../office-outputs";
import { ClientsCard } from "./clients-card";
import { KeysCard } from "./keys-card";

export type ProgramsScreenProps = {
  me: Me;
  keys: ApiKeys;
  /** Null for whoever does not deal with the programs of the business. */
  clients: ApiClients | null;
  stores: readonly Store[];
  /** When the server answered. */
  now: string;
};

/** What other programs show to use the API. */
export function ProgramsScreen({ me, keys, clients, stores, now }: ProgramsScreenProps) {
  const { programs: words } = useMessages().settings;
  return (
    <>
      <PageHeader title={words.title} />
      <p className="mb-4 max-w-3xl text-body text-text-muted">{words.intro}</p>
      <div className="grid max-w-3xl gap-4 pb-8">
        <KeysCard initial={keys} permissions={me.permissions} now={now} />
        {clients && <ClientsCard initial={clients} me={me} stores={stores} now={now} />}
      </div>
    </>
  );
}
