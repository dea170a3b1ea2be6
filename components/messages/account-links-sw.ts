import type { accountLinksEn } from "./account-links-en";

export const accountLinksSw: typeof accountLinksEn = {
  invitationTitle: "Karibu",
  invitationBody: (business) =>
    `${business} imekufungulia akaunti. Thibitisha jina lako kisha chagua nenosiri.`,
  resetTitle: "Chagua nenosiri jipya",
  resetBody: (business) =>
    `La akaunti yako katika ${business}. Utatolewa kwenye vifaa vyote ulivyoingia, na funguo zako za API zitakoma.`,
  resetDoneTitle: "Nenosiri lako limebadilishwa",
  resetDoneBody:
    "Ingia kwa nenosiri jipya. Umetolewa kwenye vifaa vingine vyote, na funguo zako za API zimekoma.",
  email: "Barua pepe",
  name: "Jina lako",
  password: "Nenosiri jipya",
  passwordHint: "Angalau herufi 10. Maneno machache yasiyohusiana yanafaa zaidi.",
  showPassword: "Onyesha nenosiri",
  accept: "Anza",
  save: "Badilisha nenosiri",
  signIn: "Ingia",
  brokenTitle: "Kiungo hiki hakifanyi kazi",
  forgotTitle: "Umesahau nenosiri?",
  forgotBody:
    "Weka barua pepe yako. Kama ina akaunti, kiungo cha kuchagua nenosiri jipya kitatumwa huko.",
  forgotSend: "Tuma kiungo",
  forgotSentTitle: "Angalia barua pepe yako",
  forgotSentBody: (email) =>
    `Kama ${email} ina akaunti, kiungo kiko njiani. Kinafanya kazi kwa saa moja. Hakuna kitu? Angalia kwenye barua taka, au mwulize mmiliki wa biashara yako.`,
  resetLink: {
    send: "Kiungo cha nenosiri jipya",
    title: (name) => `Nenosiri jipya la ${name}`,
    body: "Atapata kiungo cha kuchagua nenosiri jipya. Kinafanya kazi mara moja, kwa saa moja. Hadi wakati huo la zamani linafanya kazi.",
    mailed: (email) => `Kiungo kiko njiani kwenda ${email}`,
    handOver:
      "Barua pepe haijawekwa hapa, kwa hiyo kabidhi kiungo hiki mwenyewe. Kinaonyeshwa sasa tu, kinafanya kazi mara moja, na kinaisha baada ya saa moja.",
  },
  forgotNoMailBody:
    "Duka hili halitumi barua pepe. Mwombe mmiliki wa biashara yako akutengenezee kiungo cha kuchagua nenosiri jipya.",
};
