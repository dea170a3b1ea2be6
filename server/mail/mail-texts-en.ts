import { alertTextsEn } from "./alert-texts-en";
import type { MailTexts } from "./mail-texts";

export const mailTextsEn: MailTexts = {
  invitation: ({ personName, businessName }) => ({
    subject: `${businessName} invites you`,
    greeting: `Hello ${personName},`,
    paragraphs: [
      `${businessName} uses Kaunta to sell and to see its figures, and has made an account for you.`,
      "Choose a password and you are in.",
    ],
    action: "Choose a password",
    afterwards: [
      "The link works once, for seven days.",
      "If you do not know this business, you need not do anything.",
    ],
  }),
  password_reset: ({ personName, businessName }) => ({
    subject: `A new password for ${businessName}`,
    greeting: `Hello ${personName},`,
    paragraphs: [`Somebody asked for a new password for your account at ${businessName}.`],
    action: "Choose a new password",
    afterwards: [
      "The link works once, for one hour.",
      "If it was not you, you need not do anything: your password stays as it is.",
    ],
  }),
  alerts: alertTextsEn,
  greeting: (personName) => `Hello ${personName},`,
  ifButtonFails: "If the button does not open, copy this address into your browser:",
  sentBy: (businessName) => `Sent by Kaunta for ${businessName}. Nobody reads replies.`,
};
