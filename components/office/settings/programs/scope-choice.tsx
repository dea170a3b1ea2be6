"use client";

import type { Permission } from "../../../../core/access/permissions";
import { isProgramScope } from "../../../../core/access/scopes";
import { useMessages } from "../../../messages/use-messages";
import { Checkbox } from "../../../ui/checkbox";
import { PERMISSION_AREAS } from "../roles/permission-areas";

export type ScopeChoiceProps = {
  /** What the person may do, of which a program gets a part. */
  permissions: readonly string[];
  scopes: readonly Permission[];
  onChange: (scopes: readonly Permission[]) => void;
  error: string | undefined;
};

/** What a program may do, in sentences; only what the person may do and a program can. */
export function ScopeChoice({ permissions, scopes, onChange, error }: ScopeChoiceProps) {
  const { programs: words, roles } = useMessages().settings;
  const areas = PERMISSION_AREAS.map(({ area, permissions: all }) => ({
    area,
    offered: all.filter((scope) => isProgramScope(scope) && permissions.includes(scope)),
  })).filter(({ offered }) => offered.length > 0);
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-key text-body">{words.scopes}</legend>
      {areas.map(({ area, offered }) => (
        <div key={area}>
          <p className="text-small text-text-muted">{roles.areas[area]}</p>
          <ul className="grid gap-x-4 sm:grid-cols-2">
            {offered.map((scope) => (
              <li key={scope}>
                <Checkbox
                  isSelected={scopes.includes(scope)}
                  onChange={(isChosen) =>
                    onChange(
                      isChosen ? [...scopes, scope] : scopes.filter((each) => each !== scope),
                    )
                  }
                  className="min-h-9 py-2"
                >
                  {roles.sentences[scope]}
                </Checkbox>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {error !== undefined && (
        <p role="alert" className="text-body text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
