"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Banner } from "../../../ui/banner";
import { Button } from "../../../ui/button";
import { Card } from "../../../ui/card";
import { PageHeader } from "../../../ui/page-header";
import { SearchField } from "../../../ui/search-field";
import { useOfficeApi } from "../../api";
import type { Me, People, Role, Store } from "../../office-outputs";
import { InviteDialog } from "./invite-dialog";
import { PeopleTable } from "./people-table";
import { PersonDialog } from "./person-dialog";

export type PeopleScreenProps = {
  me: Me;
  initial: People;
  roles: readonly Role[];
  stores: readonly Store[];
};

/** Who works here, what they may do and where. */
export function PeopleScreen({ me, initial, roles, stores }: PeopleScreenProps) {
  const { people: words } = useMessages().settings;
  const [search, setSearch] = useState("");
  const [openId, setOpenId] = useState<string | null>(null);
  const [isInviting, setIsInviting] = useState(false);
  const { items, isCut } = usePeople(initial, search);
  const mayWrite = me.permissions.includes("staff.write");
  const view = { roles, stores, mayGiveAllStores: me.storeIds === null };
  const open = items.find(({ id }) => id === openId);
  return (
    <>
      <PageHeader
        title={words.title}
        actions={
          mayWrite && (
            <Button kind="primary" icon={<UserPlus />} onPress={() => setIsInviting(true)}>
              {words.invite}
            </Button>
          )
        }
      />
      <SearchField
        label={words.search}
        value={search}
        onChange={setSearch}
        className="mb-3 w-full sm:max-w-80"
      />
      {isCut && (
        <Banner role="status" tone="neutral" className="mb-3">
          {words.isCut}
        </Banner>
      )}
      <Card className="flex min-h-80 flex-1 flex-col overflow-hidden">
        <PeopleTable people={items} stores={stores} onOpen={setOpenId} />
      </Card>
      <InviteDialog view={view} isOpen={isInviting} onClose={() => setIsInviting(false)} />
      {open && (
        <PersonDialog
          key={`${open.id}/${open.version}`}
          person={open}
          view={view}
          onClose={() => setOpenId(null)}
        />
      )}
    </>
  );
}

function usePeople(initial: People, typed: string): People {
  const api = useOfficeApi();
  const search = useDeferredValue(typed.trim());
  const { data } = useQuery({
    ...api.people.list.queryOptions(search === "" ? {} : { search }),
    ...(search === "" && { initialData: initial }),
    placeholderData: keepPreviousData,
  });
  return data ?? initial;
}
