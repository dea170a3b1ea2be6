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
    second_factor_off: "Uthibitisho wa pili umezimwa",
    recovery_codes_new: "Misimbo mipya ya dharura",
    new_browser: "Kuingia kwa kivinjari kipya",
    refresh_reused: "Maingio ya programu yamenakiliwa",
    api_key_new: "Ufunguo mpya wa API",
    till_locked: "PIN zisizo sahihi kwenye kaunta",
    till_cloned: "Kaunta kwenye vifaa viwili",
    audit_broken: "Kumbukumbu za ukaguzi hazilingani",
  },
  states: { waiting: "Inasubiri", sent: "Imetumwa", failed: "Haikutumwa" },
  attempts: (count) => (count === 1 ? "Jaribio 1" : `Majaribio ${count}`),
  none: "Bado hakuna barua",
  noneBody: "Mialiko na viungo vya nenosiri jipya huonekana hapa vinapotumwa kwa barua pepe.",
  isOff: "Duka hili halitumi barua pepe",
  isOffBody:
    "Anayetengeneza kiungo hukiona na kukikabidhi mwenyewe. Anayeendesha seva anaweza kuwasha barua pepe kwa SMTP_URL.",
};
