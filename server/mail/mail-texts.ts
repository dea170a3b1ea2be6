/** What one kind of letter says; values are plain text and are escaped by who lays them out. */
export type MailWords = {
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  /** On the button, where the letter has a link. */
  readonly action: string | null;
  /** Behind the link. */
  readonly afterwards: readonly string[];
};

/** An alert has no link: whoever gets one goes to the office by themselves. */
export type AlertWords = Pick<MailWords, "subject" | "paragraphs">;

export type InvitationValues = {
  readonly personName: string;
  readonly businessName: string;
};

export type ResetValues = InvitationValues;
export type AlertValues = InvitationValues & {
  readonly at: string;
  /** Which key, browser or till, as `Firefox · Linux`; may be empty. */
  readonly what: string;
};

/** What somebody should hear of at once, for it may not have been them. */
export type AlertKind =
  | "password_changed"
  | "second_factor_off"
  | "recovery_codes_new"
  | "new_browser"
  | "refresh_reused"
  | "api_key_new"
  | "till_locked"
  | "till_cloned"
  | "audit_broken";

export type MailTexts = {
  readonly invitation: (values: InvitationValues) => MailWords;
  readonly password_reset: (values: ResetValues) => MailWords;
  readonly alerts: Readonly<Record<AlertKind, (values: AlertValues) => AlertWords>>;
  readonly greeting: (personName: string) => string;
  readonly ifButtonFails: string;
  readonly sentBy: (businessName: string) => string;
};
