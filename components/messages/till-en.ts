export const tillEn = {
  appName: "Till",
};
