"use client";

import { LANGUAGE_NAMES, LANGUAGES } from "../../../messages/languages";
import { useMessages } from "../../../messages/use-messages";
import { Checkbox } from "../../../ui/checkbox";
import { Select } from "../../../ui/select";
import { TextField } from "../../../ui/text-field";
import type { Person, Role, Store } from "../../office-outputs";
import { useRoleName } from "../roles/use-role-name";
import { type DraftProblem, type PersonDraft, pinDigitsMinOf } from "./person-draft";
import { StoreChoice } from "./store-choice";

export type PersonFieldsProps = {
  draft: PersonDraft;
  onChange: (draft: PersonDraft) => void;
  /** Null for somebody new. */
  person: Person | null;
  roles: readonly Role[];
  stores: readonly Store[];
  /** Shown once it was tried to send the form. */
  problems: ReadonlySet<DraftProblem>;
  /** Only somebody who works everywhere gives others every store. */
  mayGiveAllStores: boolean;
};

export function PersonFields(props: PersonFieldsProps) {
  const { draft, onChange, person, roles, problems } = props;
  const { people: words } = useMessages().settings;
  const change = (part: Partial<PersonDraft>) => onChange({ ...draft, ...part });
  const errorOf = (problem: DraftProblem, sentence: string) =>
    problems.has(problem) ? sentence : undefined;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {person === null && (
        <TextField
          label={words.email}
          type="email"
          autoComplete="off"
          error={errorOf("email_wrong", words.emailWrong)}
          value={draft.email}
          onChange={(email) => change({ email })}
          maxLength={254}
          autoFocus
          className="sm:col-span-2"
        />
      )}
      <TextField
        label={words.name}
        autoComplete="off"
        error={errorOf("name_missing", words.nameMissing)}
        value={draft.name}
        onChange={(name) => change({ name })}
        maxLength={120}
      />
      <TextField
        label={words.displayName}
        autoComplete="off"
        value={draft.displayName}
        onChange={(displayName) => change({ displayName })}
        placeholder={draft.name}
        maxLength={40}
      />
      <RoleChoice draft={draft} person={person} roles={roles} onChange={change} />
      <LanguageChoice draft={draft} onChange={change} />
      <StoreChoice
        stores={props.stores}
        storeIds={draft.storeIds}
        onChange={(storeIds) => change({ storeIds })}
        error={errorOf("stores_missing", words.storesMissing)}
        mayGiveAll={props.mayGiveAllStores}
        isAllOnly={draft.role === "owner"}
        className="sm:col-span-2"
      />
      <PinFields {...props} />
    </div>
  );
}

type ChoiceProps = { draft: PersonDraft; onChange: (part: Partial<PersonDraft>) => void };

function RoleChoice(props: ChoiceProps & { person: Person | null; roles: readonly Role[] }) {
  const { draft, person, roles, onChange } = props;
  const { people: words } = useMessages().settings;
  const nameOf = useRoleName();
  const offered = roles.filter(({ code, mayGrant }) => mayGrant || code === person?.role);
  return (
    <Select
      label={words.role}
      options={offered.map((role) => ({ value: role.code, label: nameOf(role) }))}
      value={draft.role}
      onChange={(role) => onChange({ role, ...(role === "owner" && { storeIds: null }) })}
    />
  );
}

function LanguageChoice({ draft, onChange }: ChoiceProps) {
  const { people: words } = useMessages().settings;
  return (
    <Select<PersonDraft["language"]>
      label={words.language}
      options={[
        { value: "", label: words.languageOfBusiness },
        ...LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
      ]}
      value={draft.language}
      onChange={(language) => onChange({ language })}
    />
  );
}

function PinFields({ draft, onChange, person, roles, problems }: PersonFieldsProps) {
  const { people: words } = useMessages().settings;
  const digits = pinDigitsMinOf(roles.find(({ code }) => code === draft.role));
  const hasPin = person?.hasPin ?? false;
  const error = problems.has("pin_wrong")
    ? words.pinWrong(digits)
    : problems.has("pin_too_short")
      ? words.pinTooShort(digits)
      : undefined;
  return (
    <div className="flex flex-col gap-2 sm:col-span-2">
      <TextField
        label={hasPin ? words.newPin : words.pin}
        type="password"
        inputMode="numeric"
        autoComplete="new-password"
        hint={hasPin ? words.newPinHint(digits) : words.pinHint(digits)}
        error={error}
        value={draft.pin}
        onChange={(pin) => onChange({ ...draft, pin })}
        isDisabled={draft.isPinRemoved}
        maxLength={10}
        className="max-w-60"
      />
      {hasPin && (
        <Checkbox
          isSelected={draft.isPinRemoved}
          onChange={(isPinRemoved) => onChange({ ...draft, isPinRemoved, pin: "" })}
          className="min-h-9 py-2"
        >
          {words.removePin}
        </Checkbox>
      )}
    </div>
  );
}
