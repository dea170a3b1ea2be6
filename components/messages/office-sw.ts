import type { officeEn } from "./office-en";

export const officeSw: typeof officeEn = {
  appName: "Ofisi",
};
