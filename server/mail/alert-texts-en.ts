import type { MailTexts } from "./mail-texts";

const NOT_YOU =
  "If it was not you, sign in, change your password and look at where you are signed in; and tell the owner of the business.";

export const alertTextsEn: MailTexts["alerts"] = {
  password_changed: ({ businessName, at }) => ({
    subject: `Your password for ${businessName} was changed`,
    paragraphs: [
      `The password of your account at ${businessName} was changed on ${at}.`,
      "Wherever else you were signed in, you have been signed out.",
      "If it was not you, tell the owner of the business at once.",
    ],
  }),
  second_factor_off: ({ businessName, at }) => ({
    subject: `Your second factor for ${businessName} is off`,
    paragraphs: [
      `The second factor of your account at ${businessName} was turned off on ${at}. From now on your password alone opens it.`,
      NOT_YOU,
    ],
  }),
  recovery_codes_new: ({ businessName, at }) => ({
    subject: `New recovery codes for ${businessName}`,
    paragraphs: [
      `New recovery codes were made for your account at ${businessName} on ${at}. Those from before work no longer.`,
      NOT_YOU,
    ],
  }),
  new_browser: ({ businessName, at, what }) => ({
    subject: `A sign-in to ${businessName} from a new browser`,
    paragraphs: [
      `Somebody signed in to your account at ${businessName} on ${at}, with a browser that you had not used here before: ${what}.`,
      "If it was you, you need not do anything.",
      NOT_YOU,
    ],
  }),
  refresh_reused: ({ businessName, at }) => ({
    subject: `A program's sign-in to ${businessName} was copied`,
    paragraphs: [
      `A program that acts in your name at ${businessName} showed a token on ${at} that had been used before: somebody may have copied it. Its sign-in has ended; where the program is yours, sign it in again.`,
      NOT_YOU,
    ],
  }),
  api_key_new: ({ businessName, at, what }) => ({
    subject: `A new API key for ${businessName}`,
    paragraphs: [
      `An API key was made on ${at}, by which a program can act in your name at ${businessName}: ${what}.`,
      "If it was not you, revoke the key in the office under Programs, change your password, and tell the owner of the business.",
    ],
  }),
  till_locked: ({ businessName, at, what }) => ({
    subject: `Wrong PINs at a till of ${businessName}`,
    paragraphs: [
      `Wrong PINs have locked somebody out of a till of ${businessName} (${what}). The report arrived on ${at}.`,
      "The office shows more under Sync. Whoever forgot their PIN gets another there, under People.",
    ],
  }),
  till_cloned: ({ businessName, at, what }) => ({
    subject: `A till of ${businessName} may run on two devices`,
    paragraphs: [
      `Two devices have reported to ${businessName} as the same till (${what}), the second on ${at}. What the second one sent was not taken.`,
      "See which devices the shop has. If one is not yours, revoke the till in the office under Devices.",
    ],
  }),
  audit_broken: ({ businessName, at, what }) => ({
    subject: `The audit trail of ${businessName} does not add up`,
    paragraphs: [
      `The daily check of the audit trail of ${businessName} found on ${at} that something was changed, left out or added (${what}).`,
      "Whoever runs the server can check all of it with the command for that. Keep the newest backup as it is.",
    ],
  }),
};
