"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { Card } from "../../../ui/card";
import { FormErrorSummary } from "../../../ui/form-error-summary";
import { PageHeader } from "../../../ui/page-header";
import { useOfficeApi } from "../../api";
import type { Me, Role } from "../../office-outputs";
import { ScrollPane } from "../../scroll-pane";
import { UnsavedGuard } from "../unsaved-guard";
import { NewRoleButton } from "./new-role-button";
import { RoleMatrix } from "./role-matrix";
import type { RoleView } from "./roles-view";
import { SingleRole } from "./single-role";
import { type RoleDrafts, useRoleDrafts } from "./use-role-drafts";

export type RolesScreenProps = { me: Me; initial: { items: Role[] } };

/** What each role may do; whoever may, changes it and makes roles of the business's own. */
export function RolesScreen({ me, initial }: RolesScreenProps) {
  const { roles: words } = useMessages().settings;
  const api = useOfficeApi();
  const { data } = useQuery({ ...api.roles.list.queryOptions(), initialData: initial });
  const { currency } = me.tenant;
  const drafts = useRoleDrafts(data.items, currency);
  const [code, setCode] = useState("cashier");
  // What holds for the whole business is not for who works in some of its stores.
  const mayWrite = me.permissions.includes("role.write") && me.storeIds === null;
  const view: RoleView = {
    roles: data.items,
    drafts,
    currency,
    mayChange: (role) => mayWrite && role.mayGrant && role.code !== "owner",
    mayGive: (permission) => me.permissions.includes(permission),
  };
  return (
    <>
      <PageHeader
        title={words.title}
        actions={mayWrite && <NewRoleButton roles={data.items} onCreated={setCode} />}
      />
      <p className="mb-4 max-w-2xl text-body text-text-muted">
        {mayWrite ? words.intro : words.readOnly}
      </p>
      <Card className="hidden min-h-80 flex-1 flex-col overflow-hidden lg:flex">
        <ScrollPane label={words.matrix} className="min-h-0 flex-1 overflow-auto">
          <RoleMatrix view={view} />
        </ScrollPane>
      </Card>
      <div className="lg:hidden">
        <SingleRole view={view} code={code} onChoose={setCode} />
      </div>
      {drafts.changed.length > 0 && (
        <>
          {!drafts.isSaving && <UnsavedGuard />}
          <SaveBar drafts={drafts} />
        </>
      )}
    </>
  );
}

function SaveBar({ drafts }: { drafts: RoleDrafts }) {
  const { settings } = useMessages();
  const { changed, isReadable, isSaving, refusal } = drafts;
  return (
    <div className="sticky bottom-0 z-10 mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-border bg-surface-raised p-3 shadow-popover">
      <div className="min-w-0 flex-1">
        <p className="font-figure text-body">{settings.roles.unsaved(changed.length)}</p>
        <FormErrorSummary {...(refusal !== null && { message: refusal })} />
      </div>
      <div className="flex gap-2">
        <Button size="form" onPress={drafts.discard} isDisabled={isSaving}>
          {settings.roles.discard}
        </Button>
        <Button
          kind="primary"
          size="form"
          onPress={drafts.save}
          isPending={isSaving}
          isDisabled={!isReadable}
        >
          {settings.save}
        </Button>
      </div>
    </div>
  );
}
