import type { accountEn } from "./account-en";

export const accountSw: typeof accountEn = {
  stepUpTitle: "Je, ni wewe?",
  stepUpBody: "Hili linahitaji nenosiri lako tena. Kisha litaendelea lenyewe.",
  stepUpElsewhere:
    "Unaingia kwa huduma nyingine na huna nenosiri hapa. Ingia tena, kisha urudie hili.",
  stepUpSignIn: "Ingia tena",
  password: "Nenosiri",
  code: "Msimbo wa kithibitishaji chako",
  goOn: "Endelea",
  cancel: "Ghairi",
};
