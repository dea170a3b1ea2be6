"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { Card } from "../../../ui/card";
import { Checkbox } from "../../../ui/checkbox";
import { FormErrorSummary } from "../../../ui/form-error-summary";
import { FormFooter } from "../../../ui/form-footer";
import { NumberField } from "../../../ui/number-field";
import { showToast } from "../../../ui/toast";
import { useOfficeApi } from "../../api";
import type { SignInSettings } from "../../office-outputs";
import { useRefusal } from "../../sync/use-refusal";

const IDLE_MINUTES = { minValue: 5, maxValue: 10_080 };
const SESSION_DAYS = { minValue: 1, maxValue: 90 };

export function RulesForm({ settings: given }: { settings: SignInSettings }) {
  const { settings } = useMessages();
  const { signIn } = settings;
  const api = useOfficeApi();
  const queryClient = useQueryClient();
  const refusalOf = useRefusal();
  const [rules, setRules] = useState(given.rules);
  const save = useMutation(
    api.signInSettings.saveRules.mutationOptions({
      onSuccess: async () => {
        showToast({ title: settings.saved, detail: signIn.saved });
        await queryClient.invalidateQueries(api.signInSettings.get.queryFilter());
      },
    }),
  );
  function send(event: FormEvent) {
    event.preventDefault();
    if (!save.isPending) save.mutate(rules);
  }
  return (
    <Card hasPadding as="section" labelledBy="sign-in-rules">
      <form onSubmit={send}>
        <h2 id="sign-in-rules" className="mb-4 text-heading">
          {signIn.rulesTitle}
        </h2>
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField
            label={signIn.idle}
            hint={signIn.idleHint}
            suffix={signIn.idleSuffix}
            {...IDLE_MINUTES}
            value={rules.idleMinutes}
            onChange={(idleMinutes) => setRules({ ...rules, idleMinutes })}
          />
          <NumberField
            label={signIn.days}
            hint={signIn.daysHint}
            suffix={signIn.daysSuffix}
            {...SESSION_DAYS}
            value={rules.sessionDays}
            onChange={(sessionDays) => setRules({ ...rules, sessionDays })}
          />
        </div>
        <FactorRoles
          roles={given.roles}
          chosen={rules.twoFactorRoles}
          onChange={(twoFactorRoles) => setRules({ ...rules, twoFactorRoles })}
        />
        <FormFooter status={<FormErrorSummary message={save.error && refusalOf(save.error)} />}>
          <Button type="submit" kind="primary" size="form" isPending={save.isPending}>
            {settings.save}
          </Button>
        </FormFooter>
      </form>
    </Card>
  );
}

type FactorRolesProps = {
  roles: SignInSettings["roles"];
  chosen: readonly string[];
  onChange: (codes: string[]) => void;
};

function FactorRoles({ roles, chosen, onChange }: FactorRolesProps) {
  const { settings, office } = useMessages();
  const { signIn } = settings;
  return (
    <fieldset className="mt-6 border-border border-t pt-4">
      <legend className="contents text-heading">{signIn.factorTitle}</legend>
      <p className="mt-1 mb-3 text-body text-text-muted">{signIn.factorBody}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        {roles.map(({ code, name }) => (
          <Checkbox
            key={code}
            isSelected={chosen.includes(code)}
            onChange={(isChosen) =>
              onChange(isChosen ? [...chosen, code] : chosen.filter((one) => one !== code))
            }
          >
            {name ?? office.role[code] ?? code}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}
