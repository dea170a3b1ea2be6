"use client";

import { useMessages } from "../../../messages/use-messages";
import { Card, CardHeader } from "../../../ui/card";
import { Checkbox } from "../../../ui/checkbox";
import { Select } from "../../../ui/select";
import type { Role } from "../../office-outputs";
import { LimitFields } from "./limit-fields";
import { PERMISSION_AREAS } from "./permission-areas";
import { withPermission } from "./role-draft";
import { RoleMenu } from "./role-menu";
import type { RoleView } from "./roles-view";
import { useRoleName } from "./use-role-name";

export type SingleRoleProps = {
  view: RoleView;
  code: string;
  onChoose: (code: string) => void;
};

/** One role at a time, where there is no room for all beside each other. */
export function SingleRole({ view, code, onChoose }: SingleRoleProps) {
  const { roles: words } = useMessages().settings;
  const nameOf = useRoleName();
  const { roles, drafts, mayChange } = view;
  const role = roles.find((each) => each.code === code) ?? roles[0];
  if (role === undefined) return null;
  const draft = drafts.of(role);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-end gap-2">
        <Select
          label={words.role}
          options={roles.map((each) => ({
            value: each.code,
            label: nameOf({ ...each, name: drafts.of(each).name }),
            ...(each.isChanged && { hint: words.changed }),
          }))}
          value={role.code}
          onChange={onChoose}
          className="flex-1"
        />
        {mayChange(role) && (
          <RoleMenu role={role} onRename={(name) => drafts.change(role, { ...draft, name })} />
        )}
      </div>
      <WhyFixed role={role} view={view} />
      <RolePermissions role={role} view={view} />
      <Card>
        <CardHeader title={words.limits} isRuled />
        <div className="flex flex-col gap-4 p-4">
          <p className="text-small text-text-muted">{words.limitsMeaning}</p>
          <LimitFields
            draft={draft}
            currency={view.currency}
            isDisabled={!mayChange(role)}
            onChange={(changed) => drafts.change(role, changed)}
          />
        </div>
      </Card>
    </div>
  );
}

function WhyFixed({ role, view }: { role: Role; view: RoleView }) {
  const { roles: words } = useMessages().settings;
  if (view.mayChange(role)) return null;
  const isOwner = role.code === "owner";
  return (
    <p className="text-body text-text-muted">
      {isOwner ? words.ownerFixed : role.mayGrant ? words.readOnly : words.beyondYou}
    </p>
  );
}

function RolePermissions({ role, view }: { role: Role; view: RoleView }) {
  const { roles: words } = useMessages().settings;
  const { drafts, mayChange, mayGive } = view;
  const draft = drafts.of(role);
  return PERMISSION_AREAS.map(({ area, permissions }) => (
    <Card key={area}>
      <CardHeader title={words.areas[area]} isRuled />
      <ul className="px-4 py-1.5">
        {permissions.map((permission) => (
          <li key={permission}>
            <Checkbox
              isSelected={draft.permissions.has(permission)}
              isDisabled={!(mayChange(role) && mayGive(permission))}
              onChange={(isGiven) =>
                drafts.change(role, withPermission(draft, permission, isGiven))
              }
              className="min-h-11 w-full py-2.5"
            >
              {words.sentences[permission]}
            </Checkbox>
          </li>
        ))}
      </ul>
    </Card>
  ));
}
