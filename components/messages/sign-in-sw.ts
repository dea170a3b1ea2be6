import type { signInEn } from "./sign-in-en";

export const signInSw: typeof signInEn = {
  title: "Ingia",
  email: "Barua pepe",
  password: "Nenosiri",
  business: "Biashara",
  submit: "Ingia",
  demoTitle: "Data ya majaribio",
  demoNote: (password) => `Nenosiri la kila mmoja ni ${password}. Chagua mmoja ili kulijaza.`,
  use: "Tumia",
  demoUse: (email) => `Tumia ${email}`,
  roles: {
    owner: "Mmiliki",
    admin: "Msimamizi mkuu",
    supervisor: "Msimamizi",
    cashier: "Keshia",
    accountant: "Mhasibu",
    auditor: "Mkaguzi",
  },
};
