import { PIN_DIGITS_MAX, pinDigitsMin } from "../../../../core/access/pin-rule";
import type { Person, Role } from "../../office-outputs";

const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

/** A person as the fields of a form have them. */
export type PersonDraft = {
  readonly email: string;
  readonly name: string;
  readonly displayName: string;
  readonly role: string;
  /** Null: every store. */
  readonly storeIds: readonly string[] | null;
  /** Empty: the business's. */
  readonly language: "" | "en" | "sw";
  /** Empty: as it is. */
  readonly pin: string;
  readonly isPinRemoved: boolean;
};

export type DraftProblem =
  | "email_wrong"
  | "name_missing"
  | "stores_missing"
  | "pin_wrong"
  | "pin_too_short";

export const NEW_PERSON: PersonDraft = {
  ...{ email: "", name: "", displayName: "", role: "cashier", storeIds: null, language: "" },
  ...{ pin: "", isPinRemoved: false },
};

export function personDraftOf(person: Person): PersonDraft {
  const { email, name, displayName, role, isEverywhere, storeIds, language } = person;
  return {
    ...{ email, name, displayName, role, pin: "", isPinRemoved: false },
    storeIds: isEverywhere ? null : storeIds,
    language: language === "en" || language === "sw" ? language : "",
  };
}

/** How many digits a PIN has at least for what the role may do. */
export function pinDigitsMinOf(role: Pick<Role, "permissions"> | undefined): number {
  return pinDigitsMin(role?.permissions ?? []);
}

/** What the fields need before they can be sent. */
export function problemsOf(
  draft: PersonDraft,
  given: { readonly roles: readonly Role[]; readonly person: Person | null },
): ReadonlySet<DraftProblem> {
  const { roles, person } = given;
  const problems = new Set<DraftProblem>();
  if (person === null && !EMAIL.test(draft.email.trim())) problems.add("email_wrong");
  if (draft.name.trim() === "") problems.add("name_missing");
  if (draft.storeIds?.length === 0) problems.add("stores_missing");
  const digits = pinDigitsMinOf(roles.find(({ code }) => code === draft.role));
  if (draft.pin !== "") {
    if (!isPin(draft.pin, digits)) problems.add("pin_wrong");
  } else if (person?.hasPin && !draft.isPinRemoved) {
    const before = pinDigitsMinOf(roles.find(({ code }) => code === person.role));
    if (digits > before && !person.hasLongPin) problems.add("pin_too_short");
  }
  return problems;
}

/** What is sent of a draft without problems, for somebody new and for somebody known alike. */
export function fieldsOf(draft: PersonDraft) {
  const { role, storeIds } = draft;
  const name = draft.name.trim();
  const displayName = draft.displayName.trim();
  return {
    ...{ name, role, displayName: displayName === "" ? name.slice(0, 40) : displayName },
    storeIds: storeIds === null ? null : [...storeIds],
  };
}

function isPin(text: string, digitsMin: number): boolean {
  return /^\d+$/.test(text) && text.length >= digitsMin && text.length <= PIN_DIGITS_MAX;
}
