import { settingsAccessSw } from "./settings-access-sw";
import { settingsDevicesSw } from "./settings-devices-sw";
import type { settingsEn } from "./settings-en";
import { settingsMailSw } from "./settings-mail-sw";
import { settingsPeopleSw } from "./settings-people-sw";
import { settingsProgramsSw } from "./settings-programs-sw";
import { settingsRolesSw } from "./settings-roles-sw";
import { settingsSignInSw } from "./settings-sign-in-sw";
import { settingsStoresSw } from "./settings-stores-sw";

export const settingsSw: typeof settingsEn = {
  title: "Mipangilio",
  sections: {
    people: "Watu",
    mail: "Barua pepe",
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
  leaveTitle: "Uondoke bila kuhifadhi?",
  leaveBody: "Ulichobadilisha hapa kitapotea.",
  leave: "Ondoka",
  roles: settingsRolesSw,
  people: settingsPeopleSw,
  stores: settingsStoresSw,
  mail: settingsMailSw,
  programs: settingsProgramsSw,
  signIn: settingsSignInSw,
  devices: settingsDevicesSw,
  access: settingsAccessSw,
};
