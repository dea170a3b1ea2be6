import type { settingsAccessEn } from "./settings-access-en";

export const settingsAccessSw: typeof settingsAccessEn = {
  title: "Kanuni za kuingia",
  body: "Zinahusu ofisi na programu, kuanzia ombi linalofuata. Kaunta zilizosajiliwa huuza na kutuma saa yoyote, kutoka popote.",
  networks: "Mitandao",
  networksBody: "Watu wanaweza kutumia biashara kutoka mitandao hii pekee, wamiliki pia.",
  ranges: "Anwani zinazoruhusiwa",
  rangesHint: "Moja kwa kila mstari, kama 203.0.113.0/24 au 2001:db8::/32. Tupu: kutoka popote.",
  own: (address) => `Uko kwenye ${address}`,
  ownUnknown: "Anwani yako haijulikani hapa, kwa hiyo hakuna mtandao unaoweza kuwekwa.",
  addOwn: "Ongeza anwani yangu",
  wrongRange: (range) => `${range} si anwani wala mtandao`,
  hours: "Saa za kazi",
  hoursBody: "Nje ya saa hizi ni wamiliki pekee wanaoweza kutumia biashara.",
  hasHours: "Wakati biashara imefunguliwa tu",
  timezone: "Saa za eneo",
  days: ["Jumatatu", "Jumanne", "Jumatano", "Alhamisi", "Ijumaa", "Jumamosi", "Jumapili"],
  isOpen: (day) => `${day} wazi`,
  opens: (day) => `${day} hufunguliwa`,
  closes: (day) => `${day} hufungwa`,
  until: "hadi",
  closed: "Imefungwa",
  overnight: "Siku inayofungwa kabla ya kufunguliwa hufungwa siku inayofuata.",
  neverOpen: "Hakuna siku iliyo wazi: ni wamiliki pekee wangeweza kutumia biashara.",
  sameTime: (day) => `Ipe ${day} saa mbili tofauti, au ifunge.`,
  sales: "Mauzo",
  salesBody:
    "Watu na programu wanaweza pia kuuza, kupokea marejesho na kubatilisha bila kaunta, kupitia API.",
  isTillRequired: "Uza kwenye kaunta zilizosajiliwa tu",
  isTillRequiredHint:
    "Mauzo, marejesho na ubatilishaji kupitia API hukataliwa, hata wa programu zako. Kinachotumwa na kaunta iliyosajiliwa hupokelewa daima.",
  saved: "Kanuni za kuingia zimehifadhiwa",
};
