"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { useFormatLocale, useMessages } from "../../../messages/use-messages";
import { Badge } from "../../../ui/badge";
import { Button } from "../../../ui/button";
import { Card, CardHeader, CardRows } from "../../../ui/card";
import { EmptyState } from "../../../ui/empty-state";
import { showToast } from "../../../ui/toast";
import { useOfficeApi } from "../../api";
import { formatDay } from "../../format-office";
import type { ApiKey, ApiKeys } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";
import { NewKeyDialog } from "./new-key-dialog";
import { ProgramRow, useUsedText } from "./program-row";

export type KeysCardProps = { initial: ApiKeys; permissions: readonly string[]; now: string };

/** The person's own keys. */
export function KeysCard({ initial, permissions, now }: KeysCardProps) {
  const { programs: words } = useMessages().settings;
  const api = useOfficeApi();
  const [isMaking, setIsMaking] = useState(false);
  const { data } = useQuery(api.programs.keys.queryOptions(undefined, { initialData: initial }));
  return (
    <Card as="section" labelledBy="programs-keys">
      <CardHeader
        title={words.keys}
        titleId="programs-keys"
        end={
          <Button icon={<Plus />} onPress={() => setIsMaking(true)}>
            {words.newKey}
          </Button>
        }
      />
      <p className="border-border border-b px-4 pb-3 text-small text-text-muted">
        {words.keysMeaning}
      </p>
      {data.items.length === 0 ? (
        <EmptyState icon={<KeyRound />} title={words.noKeys}>
          {words.noKeysBody}
        </EmptyState>
      ) : (
        <CardRows>
          {data.items.map((key) => (
            <KeyRow key={key.id} apiKey={key} now={now} />
          ))}
        </CardRows>
      )}
      <NewKeyDialog
        isOpen={isMaking}
        onClose={() => setIsMaking(false)}
        permissions={permissions}
      />
    </Card>
  );
}

function KeyRow({ apiKey, now }: { apiKey: ApiKey; now: string }) {
  const { programs: words } = useMessages().settings;
  const locale = useFormatLocale();
  const usedText = useUsedText(now);
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const revoke = useMutation(
    api.programs.revokeKey.mutationOptions({
      onSuccess: async () => {
        showToast({ title: words.revoked(apiKey.name) });
        await queryClient.invalidateQueries(api.programs.keys.queryFilter());
      },
    }),
  );
  const { name, hint, scopes, expiresAt, isExpired } = apiKey;
  const end = expiresAt === null ? null : words.expires(formatDay(expiresAt.slice(0, 10), locale));
  return (
    <ProgramRow
      name={name}
      badge={isExpired && <Badge tone="warning">{words.expired}</Badge>}
      facts={[words.endsWith(hint), usedText(apiKey), end]}
      scopes={scopes}
      revokeBody={words.revokeKeyBody}
      isPending={revoke.isPending}
      refusal={revoke.error === null ? null : refusalOf(revoke.error)}
      onRevoke={(onDone) => revoke.mutate({ id: apiKey.id }, { onSuccess: onDone })}
    />
  );
}
