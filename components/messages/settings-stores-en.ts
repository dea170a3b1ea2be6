/** What the page of stores says. */
export const settingsStoresEn = {
  title: "Stores",
  newStore: "New store",
  newStoreBody:
    "It sells by the standard price list. Its code stands in receipts and files and does not change.",
  code: "Code",
  codeMissing: "Give the store a short code, such as NBO.",
  name: "Name",
  nameMissing: "Give the store a name.",
  address: "Address",
  addressHint: "One line for each line on the receipt.",
  timezone: "Time zone",
  language: "Language of receipts",
  create: "Open store",
  created: (store: string) => `${store} is open`,
  inUse: "In use",
  free: "No device",
  addRegister: "Add till",
  addRegisterTo: (store: string) => `Add a till to ${store}`,
  addRegisterTitle: (store: string) => `Add a till to ${store}?`,
  addRegisterBody:
    "It gets the next number, and a letter of its own for its receipts. It cannot be taken away again.",
  registerAdded: (register: string, store: string) => `${register} is added to ${store}`,
  noRegisters: "No till yet.",
};
