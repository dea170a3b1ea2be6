/** What the page of letters says. */
export const settingsMailEn = {
  title: "Mail",
  list: "The newest letters",
  recipient: "To",
  kind: "About",
  state: "State",
  when: "When",
  kinds: {
    invitation: "Invitation",
    password_reset: "New password",
    password_changed: "Password changed",
    second_factor_off: "Second factor turned off",
    recovery_codes_new: "New recovery codes",
    new_browser: "Sign-in from a new browser",
    refresh_reused: "Copied sign-in of a program",
    api_key_new: "New API key",
    till_locked: "Wrong PINs at a till",
    till_cloned: "Till on two devices",
    audit_broken: "Audit trail does not add up",
  } as Record<string, string>,
  states: { waiting: "Waiting", sent: "Sent", failed: "Not sent" },
  attempts: (count: number) => (count === 1 ? "1 try" : `${count} tries`),
  none: "No letter yet",
  noneBody: "Invitations and links for new passwords show here when they are mailed.",
  isOff: "This shop sends no mail",
  isOffBody:
    "Whoever makes a link sees it and hands it over. Whoever runs the server can turn mail on by SMTP_URL.",
};
