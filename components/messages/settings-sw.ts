import type { settingsEn } from "./settings-en";

export const settingsSw: typeof settingsEn = {
  title: "Mipangilio",
  sections: {
    people: "Watu",
    roles: "Majukumu",
    stores: "Maduka",
    signIn: "Kuingia",
    devices: "Vifaa",
    access: "Kanuni za kuingia",
    api: "Programu",
  },
  none: "Hakuna kitu cha kupanga",
  noneBody: "Jukumu lako halibadilishi mipangilio. Mmiliki anaweza kukupa sehemu yake.",
  off: "Mipangilio hii haikufika",
  offBody: "Seva haikujibu. Kilichopangwa kinabaki kilivyo, na hakuna mauzo yaliyoathirika.",
  save: "Hifadhi",
  cancel: "Ghairi",
  saved: "Imehifadhiwa",
};
