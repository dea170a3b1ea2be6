/** What the pages say that every other page carries along: a fault, and an address of nothing. */
export const plainPageEn = {
  back: "Back",
  tryAgain: "Try again",
  errorTitle: "Something went wrong on this page",
  errorBody: "Nothing that was already saved is lost. Try again, or go back and continue.",
  errorReference: (code: string) => `Reference ${code}`,
  notFoundTitle: "This page does not exist",
  notFoundBody: "The address may be old or mistyped. Your data is not affected.",
  goToOffice: "Open the office",
  goToTill: "Open the till",
};
