import type { plainPageEn } from "./plain-page-en";

export const plainPageSw: typeof plainPageEn = {
  back: "Rudi",
  tryAgain: "Jaribu tena",
  errorTitle: "Hitilafu imetokea kwenye ukurasa huu",
  errorBody: "Hakuna kilichohifadhiwa kilichopotea. Jaribu tena, au rudi nyuma uendelee.",
  errorReference: (code) => `Kumbukumbu ${code}`,
  notFoundTitle: "Ukurasa huu haupo",
  notFoundBody: "Huenda anwani ni ya zamani au imekosewa. Data yako haijaathirika.",
  goToOffice: "Fungua ofisi",
  goToTill: "Fungua kaunta",
};
