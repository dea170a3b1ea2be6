/** What people read about their own account: how they prove who they are, and where they are signed in. */
export const accountEn = {
  stepUpTitle: "Is it you?",
  stepUpBody: "This needs your password once more. Then it goes on by itself.",
  stepUpElsewhere:
    "You sign in with another service and have no password here. Sign in again, then repeat this.",
  stepUpSignIn: "Sign in again",
  password: "Password",
  code: "Code of your authenticator",
  goOn: "Go on",
  cancel: "Cancel",
};
