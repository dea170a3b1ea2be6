import { alertTextsSw } from "./alert-texts-sw";
import type { MailTexts } from "./mail-texts";

export const mailTextsSw: MailTexts = {
  invitation: ({ personName, businessName }) => ({
    subject: `${businessName} inakualika`,
    greeting: `Habari ${personName},`,
    paragraphs: [
      `${businessName} hutumia Kaunta kuuza na kuona takwimu zake, na imekufungulia akaunti.`,
      "Chagua nenosiri ili uingie.",
    ],
    action: "Chagua nenosiri",
    afterwards: [
      "Kiungo hufanya kazi mara moja tu, kwa siku saba.",
      "Kama huifahamu biashara hii, huhitaji kufanya lolote.",
    ],
  }),
  password_reset: ({ personName, businessName }) => ({
    subject: `Nenosiri jipya la ${businessName}`,
    greeting: `Habari ${personName},`,
    paragraphs: [`Kuna aliyeomba nenosiri jipya la akaunti yako katika ${businessName}.`],
    action: "Chagua nenosiri jipya",
    afterwards: [
      "Kiungo hufanya kazi mara moja tu, kwa saa moja.",
      "Kama si wewe, huhitaji kufanya lolote: nenosiri lako linabaki lilivyo.",
    ],
  }),
  alerts: alertTextsSw,
  greeting: (personName) => `Habari ${personName},`,
  ifButtonFails: "Kama kitufe hakifunguki, nakili anwani hii kwenye kivinjari chako:",
  sentBy: (businessName) =>
    `Imetumwa na Kaunta kwa niaba ya ${businessName}. Hakuna anayesoma majibu.`,
};
