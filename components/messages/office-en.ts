export const officeEn = {
  appName: "Office",
};
