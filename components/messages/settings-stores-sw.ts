import type { settingsStoresEn } from "./settings-stores-en";

export const settingsStoresSw: typeof settingsStoresEn = {
  title: "Maduka",
  newStore: "Duka jipya",
  newStoreBody:
    "Linauza kwa orodha ya kawaida ya bei. Msimbo wake upo kwenye risiti na faili na haubadiliki.",
  code: "Msimbo",
  codeMissing: "Lipe duka msimbo mfupi, kama NBO.",
  name: "Jina",
  nameMissing: "Lipe duka jina.",
  address: "Anwani",
  addressHint: "Mstari mmoja kwa kila mstari wa risiti.",
  timezone: "Saa za eneo",
  language: "Lugha ya risiti",
  create: "Fungua duka",
  created: (store) => `${store} limefunguliwa`,
  inUse: "Inatumika",
  free: "Hakuna kifaa",
  addRegister: "Ongeza kaunta",
  addRegisterTo: (store) => `Ongeza kaunta kwenye ${store}`,
  addRegisterTitle: (store) => `Ongeza kaunta kwenye ${store}?`,
  addRegisterBody:
    "Inapata namba inayofuata, na herufi yake kwa ajili ya risiti. Haiwezi kuondolewa tena.",
  registerAdded: (register, store) => `${register} imeongezwa kwa ${store}`,
  noRegisters: "Bado hakuna kaunta.",
};
