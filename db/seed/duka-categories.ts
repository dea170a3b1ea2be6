import type { DemoCategory } from "./demo-product";

/** In the order of the till's rail; names fit 104 px, icons are names of the lucide set. */
export const DUKA_CATEGORIES: readonly DemoCategory[] = [
  { code: "FLO", name: "Flour, rice", nameSwahili: "Unga, mchele", hue: 85, icon: "wheat" },
  { code: "SUG", name: "Sugar, tea", nameSwahili: "Sukari, chai", hue: 45, icon: "coffee" },
  { code: "DAI", name: "Dairy, eggs", nameSwahili: "Maziwa", hue: 240, icon: "milk" },
  { code: "BAK", name: "Bakery", nameSwahili: "Mikate", hue: 62, icon: "croissant" },
  { code: "FRE", name: "Fresh", nameSwahili: "Mboga", hue: 145, icon: "carrot" },
  { code: "OIL", name: "Oil, spice", nameSwahili: "Mafuta", hue: 108, icon: "soup" },
  { code: "DRI", name: "Drinks", nameSwahili: "Vinywaji", hue: 200, icon: "cup-soda" },
  { code: "HOM", name: "Home care", nameSwahili: "Usafi", hue: 285, icon: "spray-can" },
  {
    code: "PER",
    name: "Body care",
    nameSwahili: "Mwili",
    hue: 0,
    icon: "soap-dispenser-droplet",
  },
  { code: "HOU", name: "Household", nameSwahili: "Nyumbani", hue: 330, icon: "shirt" },
  { code: "SNA", name: "Snacks", nameSwahili: "Vitafunio", hue: 62, icon: "cookie" },
  { code: "MEA", name: "Meat, fish", nameSwahili: "Nyama", hue: 0, icon: "drumstick" },
  { code: "BAB", name: "Baby", nameSwahili: "Watoto", hue: 240, icon: "baby" },
  { code: "STA", name: "Stationery", nameSwahili: "Shule", hue: 285, icon: "notebook-pen" },
];
