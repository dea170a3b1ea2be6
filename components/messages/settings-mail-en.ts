/** What the page of letters says. */
export const settingsMailEn = {
  title: "Mail",
  list: "Letters of the last time",
  recipient: "To",
  kind: "About",
  state: "State",
  when: "When",
  kinds: {
    invitation: "Invitation",
    password_reset: "New password",
    password_changed: "Password changed",
  } as Record<string, string>,
  states: { waiting: "Waiting", sent: "Sent", failed: "Not sent" },
  attempts: (count: number) => (count === 1 ? "1 try" : `${count} tries`),
  none: "No letter yet",
  noneBody: "Invitations and links for new passwords show here when they are mailed.",
  isOff: "This shop sends no mail",
  isOffBody:
    "Links are shown to who makes them, to be handed over. Who runs the server can set SMTP_URL.",
};
