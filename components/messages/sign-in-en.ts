export const signInEn = {
  title: "Sign in",
  email: "E-mail",
  password: "Password",
  business: "Business",
  submit: "Sign in",
  demoTitle: "Demo data",
  demoNote: (password: string) => `The password of each is ${password}. Choose one to fill it in.`,
  use: "Use",
  demoUse: (email: string) => `Use ${email}`,
  roles: {
    owner: "Owner",
    admin: "Administrator",
    supervisor: "Supervisor",
    cashier: "Cashier",
    accountant: "Accountant",
    auditor: "Auditor",
  },
};
