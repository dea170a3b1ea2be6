import type { settingsMailEn } from "./settings-mail-en";

export const settingsMailSw: typeof settingsMailEn = {
  title: "Barua pepe",
  list: "Barua za karibuni",
  recipient: "Kwa",
  kind: "Kuhusu",
  state: "Hali",
  when: "Lini",
  kinds: {
    invitation: "Mwaliko",
    password_reset: "Nenosiri jipya",
    password_changed: "Nenosiri limebadilishwa",
  },
  states: { waiting: "Inasubiri", sent: "Imetumwa", failed: "Haikutumwa" },
  attempts: (count) => (count === 1 ? "Jaribio 1" : `Majaribio ${count}`),
  none: "Bado hakuna barua",
  noneBody: "Mialiko na viungo vya nenosiri jipya huonekana hapa vinapotumwa kwa barua pepe.",
  isOff: "Duka hili halitumi barua pepe",
  isOffBody:
    "Viungo huonyeshwa kwa anayevitengeneza ili avikabidhi. Anayeendesha seva anaweza kuweka SMTP_URL.",
};
