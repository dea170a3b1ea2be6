import type { tillEn } from "./till-en";

export const tillSw: typeof tillEn = {
  appName: "Kaunta",
};
