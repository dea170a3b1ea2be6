"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Badge } from "../../../ui/badge";
import { Button } from "../../../ui/button";
import { Card, CardHeader, CardRow, CardRows } from "../../../ui/card";
import { PageHeader } from "../../../ui/page-header";
import { showToast } from "../../../ui/toast";
import { TwoLines } from "../../../ui/two-lines";
import { useOfficeApi } from "../../api";
import type { Me, Store } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";
import { ConfirmDialog } from "../confirm-dialog";
import { NewStoreDialog } from "./new-store-dialog";

export type StoresScreenProps = { me: Me; initial: { items: Store[] } };

/** The stores with their registers; whoever may, opens others. */
export function StoresScreen({ me, initial }: StoresScreenProps) {
  const { stores: words } = useMessages().settings;
  const api = useOfficeApi();
  const [isAdding, setIsAdding] = useState(false);
  const { data } = useQuery({ ...api.stores.list.queryOptions(), initialData: initial });
  const mayWrite = me.permissions.includes("store.write");
  // Who works in some stores opens no other.
  const mayOpen = mayWrite && me.storeIds === null;
  return (
    <>
      <PageHeader
        title={words.title}
        actions={
          mayOpen && (
            <Button kind="primary" icon={<Plus />} onPress={() => setIsAdding(true)}>
              {words.newStore}
            </Button>
          )
        }
      />
      <div className="flex flex-col gap-3">
        {data.items.map((store) => (
          <StoreCard key={store.id} store={store} mayWrite={mayWrite} />
        ))}
      </div>
      <NewStoreDialog
        isOpen={isAdding}
        onClose={() => setIsAdding(false)}
        pattern={data.items[0] ?? null}
        language={me.language}
      />
    </>
  );
}

function StoreCard({ store, mayWrite }: { store: Store; mayWrite: boolean }) {
  const { stores: words } = useMessages().settings;
  const titleId = `store-${store.id}`;
  return (
    <Card as="section" labelledBy={titleId}>
      <CardHeader
        title={
          <>
            {store.name}
            <span className="block font-regular text-small text-text-muted">
              {[store.code, store.timezone.replaceAll("_", " ")].join(" · ")}
            </span>
          </>
        }
        titleId={titleId}
        end={mayWrite && <AddRegisterButton store={store} />}
        isRuled
      />
      {store.registers.length === 0 ? (
        <p className="px-4 py-3 text-body text-text-muted">{words.noRegisters}</p>
      ) : (
        <CardRows>
          {store.registers.map((register) => (
            <CardRow key={register.id}>
              <TwoLines second={register.code}>{register.name}</TwoLines>
              <Badge tone={register.isInUse ? "positive" : "neutral"} className="ms-auto">
                {register.isInUse ? words.inUse : words.free}
              </Badge>
            </CardRow>
          ))}
        </CardRows>
      )}
    </Card>
  );
}

/** Asks first: a till that was added stays. */
function AddRegisterButton({ store }: { store: Store }) {
  const { stores: words } = useMessages().settings;
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const [isAsked, setIsAsked] = useState(false);
  const add = useMutation(
    api.stores.addRegister.mutationOptions({
      onSuccess: async ({ name }) => {
        setIsAsked(false);
        showToast({ title: words.registerAdded(name, store.name) });
        await queryClient.invalidateQueries(api.stores.pathFilter());
      },
    }),
  );
  return (
    <>
      <Button
        icon={<Plus />}
        aria-label={words.addRegisterTo(store.name)}
        onPress={() => {
          add.reset();
          setIsAsked(true);
        }}
      >
        {words.addRegister}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        onClose={() => setIsAsked(false)}
        title={words.addRegisterTitle(store.name)}
        body={words.addRegisterBody}
        action={words.addRegister}
        isPending={add.isPending}
        refusal={add.error === null ? null : refusalOf(add.error)}
        onConfirm={() => !add.isPending && add.mutate({ storeId: store.id })}
      />
    </>
  );
}
