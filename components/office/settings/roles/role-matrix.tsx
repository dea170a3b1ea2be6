"use client";

import { Fragment, type ReactNode, useState } from "react";
import type { Permission } from "../../../../core/access/permissions";
import { useFormatLocale, useMessages } from "../../../messages/use-messages";
import { Badge } from "../../../ui/badge";
import { Button } from "../../../ui/button";
import { Checkbox } from "../../../ui/checkbox";
import { Dialog } from "../../../ui/dialog";
import type { Role } from "../../office-outputs";
import { LimitFields } from "./limit-fields";
import { limitText } from "./limit-text";
import { PERMISSION_AREAS } from "./permission-areas";
import { AMOUNT_LIMITS, type LimitKey, PERCENT_LIMITS, withPermission } from "./role-draft";
import { RoleMenu } from "./role-menu";
import type { RoleView } from "./roles-view";
import { useRoleName } from "./use-role-name";

/** A rule at its end parts it from the roles that pass under it. */
const FIRST = "sticky start-0 border-border border-e ps-4 pe-3 text-start";

/** Permissions as rows, roles as columns. */
export function RoleMatrix({ view }: { view: RoleView }) {
  const { roles: words } = useMessages().settings;
  const { roles } = view;
  const [limited, setLimited] = useState<string | null>(null);
  const limitedRole = roles.find(({ code }) => code === limited);
  return (
    <>
      <table className="w-full border-separate border-spacing-0 text-body">
        <caption className="sr-only">{words.matrix}</caption>
        <thead>
          <tr>
            <th
              scope="col"
              className={`${FIRST} top-0 z-3 h-14 min-w-60 border-border border-b bg-surface-raised`}
            >
              <span className="sr-only">{words.permission}</span>
            </th>
            {roles.map((role) => (
              <RoleHead key={role.code} role={role} view={view} />
            ))}
          </tr>
        </thead>
        <tbody>
          {PERMISSION_AREAS.map(({ area, permissions }) => (
            <Fragment key={area}>
              <AreaRow columns={roles.length}>{words.areas[area]}</AreaRow>
              {permissions.map((permission) => (
                <PermissionRow key={permission} permission={permission} view={view} />
              ))}
            </Fragment>
          ))}
          <AreaRow columns={roles.length}>{words.limits}</AreaRow>
          {[...PERCENT_LIMITS, ...AMOUNT_LIMITS].map((key) => (
            <LimitRow key={key} limit={key} view={view} onEdit={setLimited} />
          ))}
        </tbody>
      </table>
      {limitedRole && (
        <LimitsDialog role={limitedRole} view={view} onClose={() => setLimited(null)} />
      )}
    </>
  );
}

function RoleHead({ role, view }: { role: Role; view: RoleView }) {
  const { roles: words } = useMessages().settings;
  const nameOf = useRoleName();
  const { drafts, mayChange } = view;
  const draft = drafts.of(role);
  const name = nameOf({ ...role, name: draft.name });
  return (
    <th
      scope="col"
      className="sticky top-0 z-2 min-w-22 border-border border-b bg-surface-raised px-1 pt-2 align-bottom font-key text-small"
    >
      <span className="flex flex-col items-center gap-0.5">
        {!role.isBuiltIn && <Badge>{words.own}</Badge>}
        {role.isChanged && <Badge tone="accent">{words.changed}</Badge>}
        <span className="max-w-28 text-balance">{name}</span>
        {/* The menus stand in one line, however long the names over them are. */}
        <span className="flex h-9 items-center">
          {mayChange(role) && (
            <RoleMenu
              role={role}
              onRename={(chosen) => drafts.change(role, { ...draft, name: chosen })}
            />
          )}
        </span>
      </span>
    </th>
  );
}

function AreaRow({ columns, children }: { columns: number; children: ReactNode }) {
  return (
    <tr>
      <th
        scope="rowgroup"
        className={`${FIRST} z-1 h-9 border-border border-b bg-surface-hover font-key text-small text-text-muted`}
      >
        {children}
      </th>
      <td colSpan={columns} className="border-border border-b bg-surface-hover" />
    </tr>
  );
}

function PermissionRow({ permission, view }: { permission: Permission; view: RoleView }) {
  const { roles: words } = useMessages().settings;
  const nameOf = useRoleName();
  const { roles, drafts, mayChange, mayGive } = view;
  const sentence = words.sentences[permission];
  return (
    <tr className="group/row">
      <th
        scope="row"
        className={`${FIRST} z-1 border-border border-b bg-surface-raised py-2 font-regular group-hover/row:bg-surface-hover`}
      >
        {sentence}
      </th>
      {roles.map((role) => (
        <td
          key={role.code}
          className="h-10 border-border border-b text-center group-hover/row:bg-surface-hover"
        >
          <Checkbox
            aria-label={words.cell(sentence, nameOf(role))}
            isSelected={drafts.of(role).permissions.has(permission)}
            isDisabled={!(mayChange(role) && mayGive(permission))}
            onChange={(isGiven) =>
              drafts.change(role, withPermission(drafts.of(role), permission, isGiven))
            }
            className="align-middle before:absolute before:-inset-2.5"
          />
        </td>
      ))}
    </tr>
  );
}

type LimitRowProps = { limit: LimitKey; view: RoleView; onEdit: (code: string) => void };

function LimitRow({ limit, view, onEdit }: LimitRowProps) {
  const { roles: words } = useMessages().settings;
  const nameOf = useRoleName();
  const locale = useFormatLocale();
  const { roles, drafts, currency, mayChange } = view;
  const isAmount = AMOUNT_LIMITS.some((key) => key === limit);
  return (
    <tr>
      <th
        scope="row"
        className={`${FIRST} z-1 border-border border-b bg-surface-raised py-2 font-regular`}
      >
        {isAmount ? words.inCurrency(words.limit[limit], currency) : words.limit[limit]}
      </th>
      {roles.map((role) => {
        const value = limitText(drafts.of(role), limit, { currency, locale, any: words.any });
        return (
          <td key={role.code} className="h-11 border-border border-b px-0.5 text-center">
            {mayChange(role) ? (
              <Button
                kind="quiet"
                aria-label={words.editLimits(nameOf(role), words.limit[limit], value)}
                onPress={() => onEdit(role.code)}
                className="px-1.5 font-figure text-small tabular-nums"
              >
                {value}
              </Button>
            ) : (
              <span className="text-small text-text-muted tabular-nums">{value}</span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

type LimitsDialogProps = { role: Role; view: RoleView; onClose: () => void };

function LimitsDialog({ role, view, onClose }: LimitsDialogProps) {
  const { roles: words } = useMessages().settings;
  const nameOf = useRoleName();
  const { drafts, currency } = view;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.limitsOf(nameOf(role))}
      description={words.limitsMeaning}
      footer={
        <Button kind="primary" size="form" onPress={onClose}>
          {words.done}
        </Button>
      }
    >
      <LimitFields
        draft={drafts.of(role)}
        currency={currency}
        isDisabled={false}
        onChange={(draft) => drafts.change(role, draft)}
      />
    </Dialog>
  );
}
