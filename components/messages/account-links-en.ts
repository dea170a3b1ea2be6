export const accountLinksEn = {
  invitationTitle: "Welcome",
  invitationBody: (business: string) =>
    `${business} has made an account for you. Confirm your name and choose a password.`,
  resetTitle: "Choose a new password",
  resetBody: (business: string) =>
    `For your account at ${business}. Wherever you are signed in, you will be signed out, and your API keys end.`,
  resetDoneTitle: "Your password is changed",
  resetDoneBody:
    "Sign in with the new one. Everywhere else you have been signed out, and your API keys have ended.",
  email: "E-mail",
  name: "Your name",
  password: "New password",
  passwordHint: "At least 10 characters. A few words that do not belong together are best.",
  showPassword: "Show the password",
  accept: "Start",
  save: "Change the password",
  signIn: "Sign in",
  brokenTitle: "This link does not work",
  forgotTitle: "Forgot your password?",
  forgotBody:
    "Enter your e-mail. If it has an account, a link to choose a new password is sent there.",
  forgotSend: "Send the link",
  forgotSentTitle: "Look into your mail",
  forgotSentBody: (email: string) =>
    `If ${email} has an account, a link is on its way. It works for one hour. Nothing there? Look among the unwanted mail, or ask the owner of your business.`,
  resetLink: {
    send: "Link for a new password",
    title: (name: string) => `A new password for ${name}`,
    body: "They get a link by which they choose a new password. It works once, for one hour. Until then the old one works.",
    mailed: (email: string) => `The link is on its way to ${email}`,
    handOver:
      "Mail is not set up here, so hand over this link yourself. It is shown only now, works once, and ends after one hour.",
  },
  forgotNoMailBody:
    "This shop sends no mail. Ask the owner of your business: they can make you a link to choose a new password.",
};
