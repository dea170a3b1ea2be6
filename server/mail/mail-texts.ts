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

export type InvitationValues = {
  readonly personName: string;
  readonly businessName: string;
};

export type ResetValues = InvitationValues;
export type ChangedValues = InvitationValues & { readonly at: string };

export type MailTexts = {
  readonly invitation: (values: InvitationValues) => MailWords;
  readonly password_reset: (values: ResetValues) => MailWords;
  readonly password_changed: (values: ChangedValues) => MailWords;
  readonly ifButtonFails: string;
  readonly sentBy: (businessName: string) => string;
};
