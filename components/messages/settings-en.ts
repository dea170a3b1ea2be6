import { settingsAccessEn } from "./settings-access-en";
import { settingsDevicesEn } from "./settings-devices-en";
import { settingsMailEn } from "./settings-mail-en";
import { settingsPeopleEn } from "./settings-people-en";
import { settingsProgramsEn } from "./settings-programs-en";
import { settingsRolesEn } from "./settings-roles-en";
import { settingsSignInEn } from "./settings-sign-in-en";
import { settingsStoresEn } from "./settings-stores-en";

/** What all pages of the settings share. */
export const settingsEn = {
  title: "Settings",
  sections: {
    people: "People",
    mail: "Mail",
    roles: "Roles",
    stores: "Stores",
    signIn: "Sign-in",
    devices: "Devices",
    access: "Access rules",
    api: "Programs",
  },
  none: "There is nothing for you to set",
  noneBody: "Your role changes no settings. The owner can give you a part of them.",
  off: "These settings did not arrive",
  offBody: "The server did not answer. What is set stays as it is, and no sale is affected.",
  save: "Save",
  cancel: "Cancel",
  saved: "Saved",
  leaveTitle: "Leave without saving?",
  leaveBody: "What you have changed here is lost then.",
  leave: "Leave",
  roles: settingsRolesEn,
  people: settingsPeopleEn,
  stores: settingsStoresEn,
  mail: settingsMailEn,
  programs: settingsProgramsEn,
  signIn: settingsSignInEn,
  devices: settingsDevicesEn,
  access: settingsAccessEn,
};
