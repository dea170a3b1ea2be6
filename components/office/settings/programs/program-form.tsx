import { type FormEvent, type ReactNode, useState } from "react";
import type { Permission } from "../../../../core/access/permissions";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { FormErrorSummary } from "../../../ui/form-error-summary";
import { FormFooter } from "../../../ui/form-footer";
import { TextField } from "../../../ui/text-field";
import { useRefusal } from "../../sync/use-refusal";
import { ScopeChoice } from "./scope-choice";

/** What every program is given, whoever's name it acts in. */
export type NamedScopes = { readonly name: string; readonly scopes: Permission[] };

export type ProgramFormProps = {
  /** What the person may do, of which a program gets a part. */
  permissions: readonly string[];
  /** The fields of its own kind; told once somebody has tried to send them. */
  children: (isTried: boolean) => ReactNode;
  /** How many of those are wrong. */
  problemCount: number;
  submit: string;
  /** The call that makes it. */
  create: { readonly isPending: boolean; readonly error: unknown };
  onSubmit: (named: NamedScopes) => void;
  onClose: () => void;
};

/** Names a program and chooses what it may do. */
export function ProgramForm(props: ProgramFormProps) {
  const { permissions, children, submit, create, onSubmit, onClose } = props;
  const { programs: words, cancel } = useMessages().settings;
  const refusalOf = useRefusal();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Permission[]>([]);
  const [isTried, setIsTried] = useState(false);
  const isNameless = name.trim() === "";
  const isPowerless = scopes.length === 0;
  const problemCount = props.problemCount + Number(isNameless) + Number(isPowerless);
  function send(event: FormEvent) {
    event.preventDefault();
    setIsTried(true);
    if (problemCount > 0 || create.isPending) return;
    onSubmit({ name: name.trim(), scopes: [...scopes] });
  }
  return (
    <form onSubmit={send} noValidate className="flex flex-col gap-4">
      <TextField
        label={words.name}
        hint={words.nameHint}
        error={isTried && isNameless ? words.nameMissing : undefined}
        value={name}
        onChange={setName}
        maxLength={80}
        autoComplete="off"
        autoFocus
      />
      {children(isTried)}
      <ScopeChoice
        permissions={permissions}
        scopes={scopes}
        onChange={setScopes}
        error={isTried && isPowerless ? words.scopesMissing : undefined}
      />
      <FormFooter
        status={
          <FormErrorSummary
            fieldCount={isTried ? problemCount : 0}
            message={create.error === null ? null : refusalOf(create.error)}
          />
        }
      >
        <Button size="form" onPress={onClose}>
          {cancel}
        </Button>
        <Button type="submit" kind="primary" size="form" isPending={create.isPending}>
          {submit}
        </Button>
      </FormFooter>
    </form>
  );
}
