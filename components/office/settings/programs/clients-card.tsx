"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Blocks, Plus } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { Card, CardHeader, CardRows } from "../../../ui/card";
import { EmptyState } from "../../../ui/empty-state";
import { showToast } from "../../../ui/toast";
import { useOfficeApi } from "../../api";
import type { ApiClient, ApiClients, Me, Store } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";
import { NewClientDialog } from "./new-client-dialog";
import { ProgramRow, useUsedText } from "./program-row";
import { RenewSecretButton } from "./renew-secret-button";

export type ClientsCardProps = {
  initial: ApiClients;
  me: Me;
  stores: readonly Store[];
  now: string;
};

/** The programs that act in their own name. */
export function ClientsCard({ initial, me, stores, now }: ClientsCardProps) {
  const { programs: words } = useMessages().settings;
  const api = useOfficeApi();
  const [isMaking, setIsMaking] = useState(false);
  const { data } = useQuery(api.programs.clients.queryOptions(undefined, { initialData: initial }));
  return (
    <Card as="section" labelledBy="programs-clients">
      <CardHeader
        title={words.clients}
        titleId="programs-clients"
        end={
          <Button icon={<Plus />} onPress={() => setIsMaking(true)}>
            {words.newClient}
          </Button>
        }
      />
      <p className="border-border border-b px-4 pb-3 text-small text-text-muted">
        {words.clientsMeaning}
      </p>
      {data.items.length === 0 ? (
        <EmptyState icon={<Blocks />} title={words.noClients}>
          {words.noClientsBody}
        </EmptyState>
      ) : (
        <CardRows>
          {data.items.map((client) => (
            <ClientRow key={client.id} client={client} now={now} />
          ))}
        </CardRows>
      )}
      <NewClientDialog
        isOpen={isMaking}
        onClose={() => setIsMaking(false)}
        me={me}
        stores={stores}
      />
    </Card>
  );
}

function ClientRow({ client, now }: { client: ApiClient; now: string }) {
  const { programs: words } = useMessages().settings;
  const usedText = useUsedText(now);
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const revoke = useMutation(
    api.programs.revokeClient.mutationOptions({
      onSuccess: async () => {
        showToast({ title: words.revoked(client.name) });
        await queryClient.invalidateQueries(api.programs.clients.queryFilter());
      },
    }),
  );
  const places = client.storeNames === null ? words.allStores : client.storeNames.join(", ");
  return (
    <ProgramRow
      name={client.name}
      facts={[places, words.madeBy(client.createdByName), usedText(client), client.clientId]}
      scopes={client.scopes}
      warning={client.isMakerGone ? words.makerGone(client.createdByName) : null}
      revokeBody={words.revokeClientBody}
      isPending={revoke.isPending}
      refusal={revoke.error === null ? null : refusalOf(revoke.error)}
      action={<RenewSecretButton client={client} />}
      onRevoke={(onDone) => revoke.mutate({ id: client.id }, { onSuccess: onDone })}
    />
  );
}
